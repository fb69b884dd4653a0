import type { Person, Place } from './desk.ts';

/** How a person is stored: `slack:U1`. */
export function personOf(place: Place, person: Person): string {
  return `${place.platform}:${person.id}`;
}

/** The scope of the whole server or workspace; nothing where there is none. */
export function groupScope({ platform, team }: Place): string | undefined {
  return team === '' && platform !== 'terminal' ? undefined : `${platform}:${team}`;
}

/** The scope of this thread, channel or, in a direct message, of the person. */
export function hereScope(place: Place, person: Person): string {
  const { platform, team, channel, thread, direct } = place;
  if (direct) return `${platform}:${team}/@${person.id}`;
  return `${platform}:${team}/${channel}${thread === undefined ? '' : `/${thread}`}`;
}

/** Scopes whose case holds here, narrow to wide. */
export function scopesOf(place: Place, person: Person): readonly string[] {
  const here = hereScope(place, person);
  const channel = `${place.platform}:${place.team}/${place.channel}`;
  const group = groupScope(place);
  return [
    here,
    ...(place.thread === undefined || place.direct ? [] : [channel]),
    ...(group === undefined ? [] : [group]),
  ];
}

/**
 * Whose turns belong together: a direct message, a thread, or a channel and its asker. Another case is another conversation.
 */
export function conversationOf(place: Place, person: Person, caseName: string): string {
  const { platform, team, channel, thread, direct } = place;
  const asker = direct || thread !== undefined ? '' : person.id;
  return JSON.stringify([platform, team, channel, thread ?? '', asker, caseName]);
}

/** As it goes on after "the case". */
export function hereWords({ platform, thread, direct }: Place): string {
  if (platform === 'terminal') return 'here';
  if (direct) return 'in this conversation';
  return thread === undefined ? 'in this channel' : 'in this thread';
}

/** What a default is for; nothing where there is no such thing. */
export function groupWords(place: Place): string | undefined {
  if (place.platform === 'terminal' || groupScope(place) === undefined) return undefined;
  return place.platform === 'slack' ? 'this workspace' : 'this server';
}
