/** Something asked for that cannot be answered. The message is for the person who asked: what to type instead. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
