import type { CertificateTexts } from '@/lib/certificates/paper'

/** `revoked` is said under the title where it no longer holds. */
type Props = Omit<CertificateTexts, 'signature'> & { revoked: string | null }

/** A certificate as the page shows it: the office, whom it is for and what it says, its number and serial. */
export function CertificatePaper(props: Props) {
  const { office, title, says, name, sentence, rule, facts, revoked } = props
  return (
    <article className="mx-auto grid w-full max-w-3xl gap-6 rounded-lg border-4 border-double border-turquoise bg-surface px-5 py-8 sm:px-12 sm:py-12">
      <header className="grid gap-2 text-center">
        <p className="text-sm text-ink-2">{office}</p>
        <h2 className="text-2xl font-bold">{title}</h2>
        {revoked ? <p className="text-lg font-bold text-pomegranate">{revoked}</p> : null}
      </header>
      <p className="text-lg leading-loose text-pretty">
        {says}{' '}
        <strong>
          <bdi>{name}</bdi>
        </strong>{' '}
        {sentence}
      </p>
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
        {[...facts, { ...rule, ltr: false }].map(({ label, value, ltr }) => (
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
    </article>
  )
}
