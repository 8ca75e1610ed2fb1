export type CertificatePaperProps = {
  office: string
  title: string
  sentence: string
  facts: { label: string; value: string; ltr?: boolean }[]
  signature: string
  /** Said across the paper where it no longer holds. */
  revoked: string | null
}

/** A certificate as it is printed: the office, the sentence, its number and serial, room for stamp and signature. */
export function CertificatePaper({
  office,
  title,
  sentence,
  facts,
  signature,
  revoked,
}: CertificatePaperProps) {
  return (
    <article className="mx-auto grid w-full max-w-3xl gap-6 rounded-lg border-4 border-double border-turquoise bg-surface px-5 py-8 sm:px-12 sm:py-12 print:max-w-none">
      <header className="grid gap-2 text-center">
        <p className="text-sm text-ink-2">{office}</p>
        <h2 className="text-2xl font-bold">{title}</h2>
        {revoked ? <p className="text-lg font-bold text-pomegranate">{revoked}</p> : null}
      </header>
      <p className="text-lg leading-loose text-pretty">{sentence}</p>
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
        {facts.map(({ label, value, ltr }) => (
          <div key={label} className="grid border-b border-line pb-1">
            <dt className="text-xs text-ink-2">{label}</dt>
            <dd className="break-words">
              <bdi dir={ltr ? 'ltr' : undefined} className={ltr ? 'font-mono text-sm' : undefined}>
                {value}
              </bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-8 min-h-20 text-end text-sm text-ink-2 sm:pe-12">{signature}</p>
    </article>
  )
}
