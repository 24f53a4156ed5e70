import type { Route } from './routes.ts';

export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Node {
  readonly fixed: Map<string, Node>;
  parameter?: { readonly name: string; readonly node: Node };
  readonly byMethod: Map<string, Target>;
}

/** A route with the names of its parameters, in order. */
interface Target {
  readonly route: Route;
  readonly names: readonly string[];
}

/** Finds the route of a method and a path; undefined when there is none, also for a known path with another method. */
export type Router = (method: string, path: string) => RouteMatch | undefined;

/**
 * Paths as the real server reads them: runs of slashes count as one, a trailing one is ignored, a fixed segment goes before a
 * parameter but only where it has the method (`GET points/search` is the point `search`).
 */
export function createRouter(routes: readonly Route[]): Router {
  const root = newNode();
  for (const route of routes) insert(root, route);
  return (method, path) => {
    const segments = path.split('/').filter((segment) => segment !== '');
    const values: string[] = [];
    const target = find(root, segments, 0, method, values);
    return target === undefined ? undefined : { route: target.route, params: namedValues(target.names, values) };
  };
}

function newNode(): Node {
  return { fixed: new Map(), byMethod: new Map() };
}

function insert(root: Node, route: Route): void {
  let node = root;
  for (const segment of route.path.split('/').filter((part) => part !== '')) {
    if (segment.startsWith('{')) {
      node.parameter ??= { name: segment.slice(1, -1), node: newNode() };
      node = node.parameter.node;
    } else {
      const next = node.fixed.get(segment) ?? newNode();
      node.fixed.set(segment, next);
      node = next;
    }
  }
  const names = Array.from(route.path.matchAll(/\{([^}]+)\}/g), (match) => match[1] as string);
  node.byMethod.set(route.method, { route, names });
}

function find(node: Node, segments: readonly string[], depth: number, method: string, values: string[]): Target | undefined {
  const segment = segments[depth];
  if (segment === undefined) return node.byMethod.get(method);
  const fixed = node.fixed.get(segment);
  if (fixed !== undefined) {
    const target = find(fixed, segments, depth + 1, method, values);
    if (target !== undefined) return target;
  }
  if (node.parameter === undefined) return undefined;
  values.push(segment);
  const target = find(node.parameter.node, segments, depth + 1, method, values);
  if (target === undefined) values.pop();
  return target;
}

function namedValues(names: readonly string[], values: readonly string[]): Record<string, string> {
  const named: Record<string, string> = {};
  for (let i = 0; i < names.length; i += 1) named[names[i] as string] = decodeSegment(values[i] as string);
  return named;
}

/** Percent escapes of a path segment decoded; what is no escape stays as it is. */
export function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  return segment.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}
