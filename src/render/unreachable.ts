/** Stands where every kind of reply has been dealt with: the compiler names a kind that is missing. @throws TypeError always. */
export function unreachable(reply: never): never {
  throw new TypeError(`a reply of unknown kind: ${JSON.stringify(reply)}`);
}
