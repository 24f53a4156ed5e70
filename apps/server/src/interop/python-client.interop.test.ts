import { createServer } from '@sextant/server';
import { describe, expect, it } from 'vitest';
import { python, runPython } from './python.ts';

describe.skipIf(python === undefined)('the official Python client', () => {
  it.each([false, true])('does its everyday work (prefer_grpc: %s)', async (prefer_grpc) => {
    const server = await createServer({ storage: 'memory' });
    try {
      const grpc_port = Number(new URL(server.grpcUrl).port);
      expect(await runPython('qdrant_client_work.py', { url: server.url, grpc_port, prefer_grpc })).toEqual({ ok: true });
    } finally {
      await server.close();
    }
  });
});
