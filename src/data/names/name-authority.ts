/** A name of a person, place or organization, and its other spellings. */
export interface NameAuthority {
  readonly canonical: string;
  readonly variants: readonly string[];
  readonly kind: 'person' | 'place' | 'organization';
}
