import { type PublicRelease, textIn } from '@/lib/releases/public-release'
import { Source } from './aims'
import type { ReleaseProps } from './props'
import { Section } from './section'

/** What the source documents say, as quotations: never mixed with measured figures. */
export function Quotations({
  t,
  locale,
  release,
  title = t('public.quotes.title'),
  note = t('public.quotes.note'),
}: Pick<ReleaseProps, 't' | 'locale'> & {
  release: Pick<PublicRelease, 'quotations'>
  title?: string
  note?: string
}) {
  if (release.quotations.length === 0) return null
  return (
    <Section id="quotes" title={title} line={note}>
      <div className="grid gap-6">
        {release.quotations.map((quotation) => (
          <figure key={quotation.text.fa} className="border-s-4 border-saffron ps-5">
            <blockquote className="max-w-measure text-lg">
              {locale === 'fa' ? `«${quotation.text.fa}»` : `“${textIn(quotation.text, locale)}”`}
            </blockquote>
            <figcaption>
              <Source t={t} locale={locale} source={quotation.source} />
            </figcaption>
          </figure>
        ))}
      </div>
    </Section>
  )
}
