/** One name of a person, place or organization, and the other ways in which it is written. */
export interface NameAuthority {
  readonly canonical: string;
  readonly variants: readonly string[];
  readonly kind: 'person' | 'place' | 'organization';
}
