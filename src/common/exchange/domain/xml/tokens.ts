/** What a reader of XML tells; names come as written, the namespace beside them. */
export interface XmlEars {
  open(name: string, namespace: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
}
/** Reads XML piece by piece and tells the ears; throws a refusal for what is no XML or what hides in it. */
export type XmlTokens = (ears: XmlEars) => { push(bytes: Uint8Array): void; end(): void }
