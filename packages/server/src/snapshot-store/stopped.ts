import { EngineError } from '@sextant/engine';

/** What ends work that was told to stop. */
export function stopped(): EngineError {
  return new EngineError('cancelled', 'the snapshot work was stopped: the client has gone or the server stops; nothing was changed');
}
