import { type S3Server, startVersitygw, versitygw } from '@sextant/testkit/s3';

/** An S3 server of this run and what makes a server keep its snapshots there. */
export interface S3Place {
  readonly server: S3Server;
  readonly bucket: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs `work` with a versitygw whose objects lie below `directory`; leaves it out, and tells `say`, when the machine has none. */
export async function withS3(directory: string, say: (text: string) => void, work: (place: S3Place) => Promise<void>): Promise<void> {
  if (versitygw === undefined) {
    say('S3 is left out: set SEXTANT_VERSITYGW to the path of versitygw (npm test builds one into .cache/bin)');
    return;
  }
  const server = await startVersitygw(undefined, directory);
  try {
    const bucket = await server.newBucket();
    const place = 'QDRANT__STORAGE__SNAPSHOTS_CONFIG__';
    await work({
      server,
      bucket,
      environment: {
        [`${place}SNAPSHOTS_STORAGE`]: 's3',
        [`${place}S3_CONFIG__BUCKET`]: bucket,
        [`${place}S3_CONFIG__REGION`]: 'us-east-1',
        [`${place}S3_CONFIG__ACCESS_KEY`]: server.accessKey,
        [`${place}S3_CONFIG__SECRET_KEY`]: server.secretKey,
        [`${place}S3_CONFIG__ENDPOINT_URL`]: server.endpoint,
      },
    });
  } finally {
    await server[Symbol.asyncDispose]();
  }
}
