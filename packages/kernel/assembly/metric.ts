// Which sum a scoring function is compiled for; always a constant argument of an inlined function.
export const DOT: i32 = 0;
export const SQUARES: i32 = 1;
export const ABSOLUTES: i32 = 2;
