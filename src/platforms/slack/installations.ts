import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import type { InstallationKey, State } from '../../storage/state.ts';

/** How long an installation is taken from memory, so that an acknowledgement doesn't wait for the storage. */
const FRESH_MS = 60_000;

/** The one workspace of `SLACK_BOT_TOKEN`, for which nobody went through an installation. */
export interface OwnWorkspace {
  readonly team: string;
  readonly installation: Installation<'v2', false>;
}

/** Installations kept in the state, encrypted there. */
export class Installations implements InstallationStore {
  readonly #state: State;
  readonly #own: OwnWorkspace | undefined;
  readonly #fresh = new Map<string, { readonly at: number; readonly value: Installation }>();

  constructor(state: State, own?: OwnWorkspace) {
    this.#state = state;
    this.#own = own;
  }

  async storeInstallation<V extends 'v1' | 'v2'>(installation: Installation<V, boolean>): Promise<void> {
    const key = keyOf({
      teamId: installation.team?.id,
      enterpriseId: installation.enterprise?.id,
      isEnterpriseInstall: installation.isEnterpriseInstall === true,
    });
    await this.#state.saveInstallation(key, installation);
    this.#fresh.delete(nameOf(key));
  }

  async fetchInstallation(query: InstallationQuery<boolean>): Promise<Installation<'v1' | 'v2', boolean>> {
    const found =
      (await this.#find(keyOf(query))) ??
      (query.enterpriseId === undefined || query.enterpriseId === null
        ? undefined
        : await this.#find({ platform: 'slack', enterprise: query.enterpriseId }));
    if (found !== undefined) return found;
    if (this.#own !== undefined && this.#own.team === query.teamId) return this.#own.installation;
    throw new Error('not installed in this workspace');
  }

  async deleteInstallation(query: InstallationQuery<boolean>): Promise<void> {
    const key = keyOf(query);
    this.#fresh.delete(nameOf(key));
    await this.#state.removeInstallation(key);
  }

  async #find(key: InstallationKey): Promise<Installation | undefined> {
    const name = nameOf(key);
    const known = this.#fresh.get(name);
    if (known !== undefined && Date.now() - known.at < FRESH_MS) return known.value;
    const saved = await this.#state.installation(key);
    // What was saved here was an installation; anything else can't be opened and counts as none.
    if (typeof saved !== 'object' || saved === null) return undefined;
    const value = saved as Installation;
    this.#fresh.set(name, { at: Date.now(), value });
    return value;
  }
}

function keyOf(query: {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
  readonly isEnterpriseInstall: boolean;
}): InstallationKey {
  if (query.isEnterpriseInstall && query.enterpriseId !== undefined) {
    return { platform: 'slack', enterprise: query.enterpriseId };
  }
  if (query.teamId === undefined) throw new Error('an installation of no workspace');
  return { platform: 'slack', team: query.teamId };
}

function nameOf({ team, enterprise }: InstallationKey): string {
  return enterprise === undefined ? `team ${team ?? ''}` : `enterprise ${enterprise}`;
}
