import { readFile } from 'node:fs/promises';
import { ConfigError, type ConfigLayer, environmentLayer, type LoadedConfig, loadConfig, yamlLayer } from '@sextant/server';

const usualFiles = ['config/config.yaml', 'config/local.yaml'];

/** Files, then the environment, then flags. Of the usual files none has to exist; a named one must. */
export async function readConfig(
  configPath: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  flags: ConfigLayer,
): Promise<LoadedConfig> {
  const layers: ConfigLayer[] = [];
  for (const path of usualFiles) {
    const layer = await fileLayer(path);
    if (layer !== undefined) layers.push(layer);
  }
  if (configPath !== undefined) {
    const layer = await fileLayer(configPath);
    if (layer === undefined) throw new ConfigError(`--config-path: there is no file ${configPath}`);
    layers.push(layer);
  }
  return loadConfig([...layers, environmentLayer(environment), flags]);
}

async function fileLayer(path: string): Promise<ConfigLayer | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new ConfigError(`${path}: ${message}`);
  }
  return yamlLayer(path, text);
}
