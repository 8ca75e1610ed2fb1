import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { API, dataAddress } from '@/lib/releases/open-data/address'
import { describe } from '@/lib/releases/open-data/description'
import { ruleValues } from '@/lib/releases/open-data/dictionary'
import { LICENCE } from '@/lib/releases/open-data/licence'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import type { ReleaseProps } from './props'
import { Section } from './section'

type Props = ReleaseProps & {
  /** The files of the release with their sizes. */
  files: readonly { path: string; bytes: number }[]
  origin: string
  embeds: string
}

/** What there is to take away: files, licence, how to cite, the interface for programs. */
export function OpenData({ t, locale, release, files, origin, embeds }: Props) {
  const number = formatNumber(release.number, locale)
  const given = { t, locale, release }
  const { cite } = describe(release, t, locale, origin)
  return (
    <>
      <div className="py-8 sm:py-10">
        <h1 className="text-2xl">{t('open-data.title')}</h1>
        <p className="mt-2 max-w-measure text-ink-2">{t('open-data.line')}</p>
        <p className="mt-2 font-semibold">
          {t('open-data.now', { number, day: formatDay(release.asOfIso, locale, 'long') })}
        </p>
      </div>
      <Section id="files" title={t('open-data.files.title', { number })} line={t('open-data.files.line')}>
        <Files {...given} files={files} />
        <p className="mt-4">
          {t('open-data.latest.line')} <Address path={dataAddress('latest', 'figures.csv')} />
        </p>
        <Older {...given} />
      </Section>
      <Section id="read" title={t('open-data.about.title')}>
        <ul className="grid max-w-measure list-disc gap-2 ps-5 marker:text-turquoise">
          {[1, 2, 3, 4].map((line) => (
            <li key={line}>{t(`open-data.about.${line}`, ruleValues(release, locale))}</li>
          ))}
        </ul>
      </Section>
      <Section id="licence" title={t('open-data.licence.title')}>
        <p className="max-w-measure">
          {t.rich('open-data.licence.line', {
            licence: t('open-data.licence.name'),
            a: (chunks) => (
              <a href={LICENCE.href} rel="license">
                {chunks}
              </a>
            ),
          })}
        </p>
        <h3 className="mt-6 text-base">{t('open-data.cite.title')}</h3>
        <p className="max-w-measure text-ink-2">{t('open-data.cite.line')}</p>
        <blockquote className="mt-2 max-w-measure border-s-4 border-turquoise ps-4 [overflow-wrap:anywhere]">
          {cite}
        </blockquote>
      </Section>
      <Section id="api" title={t('open-data.api.title')} line={t('open-data.api.line')}>
        <Interface {...given} />
      </Section>
      <Section id="embeds" title={t('open-data.embed.title')} line={t('open-data.embed.line')}>
        <a href={embeds}>{t('open-data.embed.link')}</a>
      </Section>
    </>
  )
}

function Address({ path, shown = path }: { path: string; shown?: string }) {
  return (
    <a href={path}>
      <bdi dir="ltr" className="[overflow-wrap:anywhere]">
        {shown}
      </bdi>
    </a>
  )
}

function Files({ t, locale, release, files }: ReleaseProps & Pick<Props, 'files'>) {
  const caption = t('open-data.files.caption')
  return (
    <Table caption={caption} captionHidden label={caption}>
      <thead>
        <tr>
          <HeadCell>{t('open-data.files.file')}</HeadCell>
          <HeadCell>{t('open-data.files.what')}</HeadCell>
          <HeadCell>{t('open-data.files.size')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {files.map(({ path, bytes }) => (
          <tr key={path}>
            <RowHead className="align-top whitespace-nowrap">
              <Address path={dataAddress(release.number, path)} shown={path} />
            </RowHead>
            <Cell>{t(`open-data.files.${path.replace('.', '_')}`)}</Cell>
            <Cell className="align-top tabular-nums">
              {t('open-data.files.kilobytes', {
                n: formatNumber(Math.ceil(bytes / 100) / 10, locale, { maxDecimals: 1 }),
              })}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Older({ t, locale, release }: ReleaseProps) {
  if (release.older.length === 0) return null
  return (
    <>
      <h3 className="mt-6 text-base">{t('open-data.files.pick')}</h3>
      <ul>
        {release.older.map(({ number, asOfIso }) => (
          <li key={number} className="flex flex-wrap items-baseline gap-x-4">
            <span>
              {t('open-data.now', {
                number: formatNumber(number, locale),
                day: formatDay(asOfIso, locale, 'long'),
              })}
            </span>
            {['figures.csv', 'figures.json', 'figures.xlsx', 'datapackage.json'].map((file) => (
              <Address key={file} path={dataAddress(number, file)} shown={file} />
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}

function Interface({ t, locale, release }: ReleaseProps) {
  const one = `${API}/releases/${release.number}`
  const county = release.counties[0]?.name
  const rows: [path: string, key: string][] = [
    [`${API}/releases`, 'releases'],
    [one, 'release'],
    [`${one}/figures/R-02`, 'figure'],
    ...(county
      ? ([[`${one}/counties/${(locale === 'en' && county.en) || county.fa}`, 'county']] as [string, string][])
      : []),
    [`${API}/openapi.json`, 'description'],
  ]
  return (
    <dl className="grid gap-x-8 gap-y-2 sm:grid-cols-[auto_1fr]">
      {rows.map(([path, key]) => (
        <div key={key} className="grid sm:col-span-2 sm:grid-cols-subgrid">
          <dt>{t(`open-data.api.${key}`)}</dt>
          <dd>
            <Address path={path} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
