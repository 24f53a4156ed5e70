import { createServer } from '@sextant/server';
import { python, runPython } from '@sextant/testkit';
import { describe, expect, it } from 'vitest';

describe.skipIf(python === undefined)('the official Python client', () => {
  it.each([false, true])('does its everyday work (prefer_grpc: %s)', async (prefer_grpc) => {
    const server = await createServer({ storage: 'memory' });
    try {
      const grpc_port = Number(new URL(server.grpcUrl).port);
      expect(await runPython(new URL('qdrant_client_work.py', import.meta.url), { url: server.url, grpc_port, prefer_grpc })).toEqual({
        ok: true,
      });
    } finally {
      await server.close();
    }
  });
});
