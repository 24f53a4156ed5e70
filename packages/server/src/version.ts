/** The version of the API that this server speaks, as clients check it. */
export const apiVersion = '1.19.0';

/** How the service introduces itself: clients and health checks look for this title. */
export const serviceTitle = 'qdrant - vector search engine';
