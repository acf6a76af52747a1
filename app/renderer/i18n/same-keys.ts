/**
 * The keys of the Vietnamese texts: one that is missing does not compile. A text with a count may have a form for one, which
 * Vietnamese has no need of.
 */
export type SameKeys<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : SameKeys<Texts[Key]>
} & { readonly [Key in keyof Texts & string as `${Key}_one`]?: string }
