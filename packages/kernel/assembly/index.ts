export { crc32c_init, crc32c_update } from './crc32c';
export { f16_absolutes, f16_dot, f16_squares } from './f16';
export { f32_absolutes, f32_dot, f32_squares } from './f32';
export { hnsw_enter, hnsw_finish, hnsw_role, hnsw_step } from './hnsw';
export { read } from './read';
export { f32_roots } from './root';
export { u8_absolutes, u8_cosine, u8_dot, u8_squares } from './u8';
