import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { sharedDir } from './shared.ts';

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
}

/** Discord's official OpenAPI description: what a request's body may be. */
export interface DiscordSpec {
  /** What is wrong with the body of a request; empty where nothing is. `path`: without `/api/v10`. */
  problems(method: string, path: string, body: unknown): readonly string[];
}

const FILE = 'specs/discord-openapi.json';

/** The description, where it is at hand. */
export function discordSpec(): DiscordSpec | undefined {
  const dir = sharedDir();
  const file = dir === undefined ? undefined : join(dir, FILE);
  if (file === undefined || !existsSync(file)) return undefined;
  const spec = JSON.parse(readFileSync(file, 'utf8')) as { paths: Record<string, Record<string, Operation>> };
  // Formats (snowflake, nonce, int64) and unions are Discord's own; the rest of the vocabulary is JSON Schema.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
  ajv.addSchema({ ...spec, $id: 'discord' });
  const templates = Object.keys(spec.paths)
    .map((path) => ({
      path,
      pattern: new RegExp(`^${path.replace(/[.]/gu, '\\.').replace(/\{[^}]+\}/gu, '[^/]+')}$`, 'u'),
    }))
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length);
  const compiled = new Map<string, ValidateFunction>();
  return {
    problems(method, path, body) {
      const template = templates.find(({ pattern }) => pattern.test(path))?.path;
      if (template === undefined) return [`${path} is no path of Discord's`];
      const operation = spec.paths[template]?.[method.toLowerCase()];
      if (operation === undefined) return [`${method} ${template} is no operation of Discord's`];
      if (operation.requestBody?.content['application/json'] === undefined) return [];
      const key = `discord#/paths/${template.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method.toLowerCase()}/requestBody/content/application~1json/schema`;
      let validate = compiled.get(key);
      if (validate === undefined) {
        validate = ajv.compile({ $ref: key });
        compiled.set(key, validate);
      }
      if (validate(body)) return [];
      return (validate.errors ?? [])
        .slice(0, 5)
        .map(({ instancePath, message }) => `${method} ${template}: ${instancePath} ${message}`);
    },
  };
}
