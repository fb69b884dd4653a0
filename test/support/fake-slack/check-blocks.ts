import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { sharedDir } from '../shared.ts';

type Json = Readonly<Record<string, unknown>>;

/** Written down apart from the program's own limits, so that a slip there shows. */
const MESSAGE_BLOCKS = 50;
const VIEW_BLOCKS = 100;
const MESSAGE_LENGTH = 13_200;
const TEXT_LENGTH = 4000;

const schemas = new Map<string, ValidateFunction | undefined>();

/** The official structure of `name` (`KnownBlock`, `HomeView` …) where its description is at hand. */
function structure(name: string): ValidateFunction | undefined {
  if (!schemas.has(name)) {
    const dir = sharedDir();
    const file = dir === undefined ? undefined : join(dir, 'specs/slack-blockkit-from-types-3.2.0.schema.json');
    const ajv = new Ajv({ strict: false, allErrors: false });
    schemas.set(
      name,
      file === undefined
        ? undefined
        : ajv.compile({ ...JSON.parse(readFileSync(file, 'utf8')), $ref: `#/definitions/${name}` }),
    );
  }
  return schemas.get(name);
}

/** Whether the official structure can be checked here. */
export const hasStructure = (): boolean => structure('KnownBlock') !== undefined;

/** What Slack would object to in a message, a line each. */
export function messageProblems(message: { readonly text?: unknown; readonly blocks?: unknown }): readonly string[] {
  const problems: string[] = [];
  const { text, blocks } = message;
  if (typeof text !== 'string' || text.trim() === '') problems.push('no text for notifications and screen readers');
  else {
    if (text.length > TEXT_LENGTH) problems.push(`text of ${text.length} characters`);
    if (/[<>]|&(?!(?:amp|lt|gt);)/u.test(text)) problems.push(`text with unescaped markup: ${text.slice(0, 200)}`);
  }
  if (blocks !== undefined) {
    problems.push(...blockProblems(blocks, MESSAGE_BLOCKS));
    const length = JSON.stringify(blocks).length + String(text ?? '').length;
    if (length > MESSAGE_LENGTH) problems.push(`msg_blocks_too_long: ${length} characters`);
  }
  return problems;
}

/** What Slack would object to in a view. */
export function viewProblems(view: unknown): readonly string[] {
  if (!isObject(view)) return ['a view that is no object'];
  const name = view.type === 'home' ? 'HomeView' : 'ModalView';
  const check = structure(name);
  const problems = check === undefined || check(view) ? [] : [`${name}: ${JSON.stringify(check.errors?.[0])}`];
  return [
    ...problems,
    ...blockProblems(view.blocks, VIEW_BLOCKS),
    ...tooLong(view, 'private_metadata', 3000),
    ...tooLong(view, 'callback_id', 255),
    ...['title', 'submit', 'close'].flatMap((key) => (isObject(view[key]) ? tooLong(view[key], 'text', 24) : [])),
  ];
}

function blockProblems(blocks: unknown, most: number): readonly string[] {
  if (!Array.isArray(blocks)) return ['blocks that are no list'];
  const ids = blocks.flatMap((block: Json) => (typeof block.block_id === 'string' ? [block.block_id] : []));
  const check = structure('KnownBlock');
  return [
    ...(blocks.length > most ? [`${blocks.length} blocks`] : []),
    ...(new Set(ids).size < ids.length ? [`block_id twice: ${ids.join(', ')}`] : []),
    ...blocks.flatMap((block: unknown) =>
      check === undefined || check(block)
        ? []
        : [`a block not as described: ${JSON.stringify(block).slice(0, 300)} ${JSON.stringify(check.errors?.[0])}`],
    ),
    ...blocks.flatMap((block: unknown) => lengthProblems(block)),
  ];
}

/** Lengths by the documentation, at any depth. */
function lengthProblems(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(lengthProblems);
  if (!isObject(node)) return [];
  const own = [
    ...tooLong(node, 'action_id', 255),
    ...tooLong(node, 'block_id', 255),
    ...tooLong(node, 'url', 3000),
    ...(node.type === 'button' ? [...tooLong(node, 'value', 2000), ...textTooLong(node.text, 75)] : []),
    ...(node.type === 'button' ? tooLong(node, 'accessibility_label', 75) : []),
    ...(node.type === 'header' ? textTooLong(node.text, 150) : []),
    ...(node.type === 'section' ? textTooLong(node.text, 3000) : []),
    ...(node.type === 'actions' && listOf(node.elements).length > 25 ? ['more than 25 elements in a row'] : []),
    ...(node.type === 'context' && listOf(node.elements).length > 10 ? ['more than 10 elements of context'] : []),
    ...(node.type === 'actions' && new Set(actionIds(node)).size < actionIds(node).length ? ['action_id twice'] : []),
    ...(node.type === 'static_select' && listOf(node.options).length > 100 ? ['more than 100 options'] : []),
    ...(node.type === 'static_select'
      ? listOf(node.options).flatMap((option) => [...textTooLong(option.text, 75), ...tooLong(option, 'value', 75)])
      : []),
    ...(node.type === 'mrkdwn' && node.verbatim !== true ? ['mrkdwn that is not verbatim'] : []),
    ...(/^rich_text/u.test(String(node.type)) && listOf(node.elements).length === 0 ? [`empty ${node.type}`] : []),
    ...(node.type === 'text' && node.text === '' ? ['an empty text element'] : []),
    ...(['plain_text', 'mrkdwn'].includes(String(node.type)) && node.text === '' ? ['an empty text object'] : []),
    // A quote never says who is to be called.
    ...(['broadcast', 'usergroup', 'channel', 'emoji', 'date'].includes(String(node.type)) ? [`a ${node.type}`] : []),
  ];
  return [...own, ...Object.values(node).flatMap(lengthProblems)];
}

function actionIds(node: Json): readonly unknown[] {
  return listOf(node.elements).map(({ action_id: id }) => id);
}

function textTooLong(text: unknown, most: number): readonly string[] {
  return isObject(text) ? tooLong(text, 'text', most) : ['a text that is no object'];
}

function tooLong(node: Json, key: string, most: number): readonly string[] {
  const value = node[key];
  return typeof value === 'string' && value.length > most ? [`${key} of ${value.length} characters`] : [];
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
