/** A component as it goes over the wire. */
interface Any {
  readonly type: number;
  readonly content?: string;
  readonly label?: string;
  readonly custom_id?: string;
  readonly components?: readonly Any[];
  readonly accessory?: Any;
}

interface Message {
  readonly flags?: number;
  readonly content?: string;
  readonly components?: readonly unknown[];
  readonly embeds?: readonly {
    readonly title?: string;
    readonly description?: string;
    readonly footer?: { readonly text: string };
    readonly fields?: readonly { readonly name: string; readonly value: string }[];
  }[];
}

/** Every component of a message, nested ones too. */
export function allComponents(components: readonly unknown[] = []): readonly Any[] {
  return (components as readonly Any[]).flatMap((component) => [
    component,
    ...allComponents(component.components),
    ...(component.accessory === undefined ? [] : [component.accessory]),
  ]);
}

/** All text of a message, in order, buttons left out. */
export function textOf(message: Message): string {
  const texts = allComponents(message.components).flatMap(({ content }) => content ?? []);
  const embeds = (message.embeds ?? []).flatMap(({ title, description }) => [title, description]);
  return [message.content, ...texts, ...embeds].filter((text) => text !== undefined).join('\n');
}

/** Labels of a message's buttons, in order, with their custom ids. */
export function buttonsOf(message: Message): readonly { readonly label: string; readonly id: string }[] {
  return allComponents(message.components)
    .filter(({ type }) => type === 2)
    .map(({ label = '', custom_id: id = '' }) => ({ label, id }));
}

/** The rules across fields that Discord's OpenAPI description has no words for; empty where a message keeps them all. */
export function limitProblems(message: Message): readonly string[] {
  const problems: string[] = [];
  const say = (broken: boolean, problem: string): void => {
    if (broken) problems.push(problem);
  };
  const all = allComponents(message.components);
  const v2 = ((message.flags ?? 0) & (1 << 15)) !== 0;
  const texts = all.reduce((sum, { content = '' }) => sum + content.length, 0);
  const embeds = message.embeds ?? [];
  const embedded = embeds
    .flatMap(({ title = '', description = '', footer, fields = [] }) => [
      title,
      description,
      footer?.text ?? '',
      ...fields.flatMap(({ name, value }) => [name, value]),
    ])
    .reduce((sum, text) => sum + text.length, 0);
  say(v2 && all.length > 40, `${all.length} components`);
  say(v2 && texts > 4000, `${texts} characters in text displays`);
  say(v2 && message.content !== undefined && message.content !== '', 'content beside Components V2');
  say(v2 && embeds.length > 0, 'embeds beside Components V2');
  say(!v2 && all.some(({ type }) => ![1, 2, 3, 4, 5, 6, 7, 8].includes(type)), 'Components V2 without their flag');
  say(!v2 && (message.components ?? []).length > 5, 'more than 5 rows');
  say((message.content ?? '').length > 2000, 'content over 2000');
  say(embedded > 6000, `${embedded} characters in embeds`);
  say(embeds.length > 10, 'more than 10 embeds');
  for (const { title = '', description = '', fields = [] } of embeds) {
    say(title.length > 256 || description.length > 4096 || fields.length > 25, 'an embed over its limits');
    say(title === '' && description === '' && fields.length === 0, 'an empty embed');
    say(
      fields.some(({ name, value }) => name === '' || value === '' || name.length > 256 || value.length > 1024),
      'a field',
    );
  }
  const ids = all.flatMap(({ custom_id: id }) => id ?? []);
  say(new Set(ids).size < ids.length, 'a custom id twice');
  say(
    ids.some((id) => id.length > 100 || id === ''),
    'a custom id over 100',
  );
  for (const { type, content, label, components = [] } of all) {
    say(type === 10 && (content ?? '').trim() === '', 'an empty text display');
    say(type === 1 && (components.length < 1 || components.length > 5), `a row of ${components.length}`);
    say(type === 2 && ((label ?? '') === '' || (label ?? '').length > 80), 'a label');
    say(type === 9 && (components.length < 1 || components.length > 3), `a section of ${components.length}`);
  }
  const empty = !v2 && (message.content ?? '') === '' && embeds.length === 0;
  say(empty || (v2 && all.length === 0), 'an empty message');
  return problems;
}
