export { type ComparedPoint, comparedPoints, type DiffCounts, diffPoints, type PointDifference } from './diff-points.ts';
