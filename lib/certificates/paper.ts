/** A certificate in words, the same on the page and on paper. */
export type CertificateTexts = {
  office: string
  title: string
  says: string
  name: string
  sentence: string
  rule: { label: string; value: string }
  facts: { label: string; value: string; ltr?: boolean }[]
  signature: string
}
