import type { Metadata } from 'next'
import { PublicShell } from '@/components/layout/public-shell'
import { ModuleList } from '@/components/programmes/module-list'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { allModuleWords } from '@/lib/server/module-words'
import { formatNumber } from '@/lib/shared/number'

type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('materials.title'), description: t('materials.description') }
}

/** The ten modules, for everybody: nothing of anybody is in them. */
export default async function MaterialsPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const [t, modules] = await Promise.all([wordsOf(locale), allModuleWords(locale)])
  return (
    <PublicShell t={t} locale={locale} path="/materials" demo={false}>
      <div className="grid gap-4 py-6">
        <h1 className="text-2xl">{t('materials.title')}</h1>
        <p className="max-w-measure text-lg text-pretty">{t('materials.line')}</p>
        <ModuleList
          modules={modules.map(({ code, title, short }, at) => ({
            code,
            href: `/${locale}/materials/${code}`,
            number: t('materials.number', { n: formatNumber(at + 1, locale) }),
            title,
            short,
          }))}
        />
      </div>
    </PublicShell>
  )
}
