/** Longitude and latitude in degrees. */
export interface GeoPoint {
  readonly lon: number;
  readonly lat: number;
}

export type GeoCheck = (lon: number, lat: number) => boolean;

/** Mean radius of the earth in metres, as the geo library of Qdrant has it. */
const earthRadiusMeters = 6_371_008.8;
const radians = Math.PI / 180;

/** Strictly inside the box; one whose left side lies east of its right side crosses the antimeridian. */
export function inBoundingBox(topLeft: GeoPoint, bottomRight: GeoPoint): GeoCheck {
  const crosses = topLeft.lon > bottomRight.lon;
  return (lon, lat) => {
    if (!(bottomRight.lat < lat && lat < topLeft.lat)) return false;
    return crosses ? lon > topLeft.lon || lon < bottomRight.lon : topLeft.lon < lon && lon < bottomRight.lon;
  };
}

/** Nearer to the centre than the radius in metres, along the great circle (haversine). */
export function inRadius(center: GeoPoint, radiusMeters: number): GeoCheck {
  const latitude = center.lat * radians;
  const cosLatitude = Math.cos(latitude);
  return (lon, lat) => {
    const sinLat = Math.sin((lat * radians - latitude) / 2);
    const sinLon = Math.sin(((lon - center.lon) * radians) / 2);
    const a = sinLat * sinLat + cosLatitude * Math.cos(lat * radians) * sinLon * sinLon;
    return 2 * Math.asin(Math.sqrt(a)) * earthRadiusMeters < radiusMeters;
  };
}

/** Inside the exterior ring and outside every interior one; a point on any of the lines is not inside. Rings are closed. */
export function inPolygon(exterior: readonly GeoPoint[], interiors: readonly (readonly GeoPoint[])[]): GeoCheck {
  return (lon, lat) => {
    if (positionInRing(exterior, lon, lat) !== 'inside') return false;
    return interiors.every((ring) => positionInRing(ring, lon, lat) === 'outside');
  };
}

function positionInRing(ring: readonly GeoPoint[], lon: number, lat: number): 'inside' | 'outside' | 'boundary' {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1] as GeoPoint;
    const b = ring[i] as GeoPoint;
    const cross = (b.lon - a.lon) * (lat - a.lat) - (b.lat - a.lat) * (lon - a.lon);
    if (cross === 0 && isBetween(a.lon, lon, b.lon) && isBetween(a.lat, lat, b.lat)) return 'boundary';
    if (a.lat > lat !== b.lat > lat && cross > 0 === b.lat > a.lat) inside = !inside;
  }
  return inside ? 'inside' : 'outside';
}

function isBetween(a: number, value: number, b: number): boolean {
  return a <= b ? a <= value && value <= b : b <= value && value <= a;
}
