import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PublicShell } from '@/components/layout/public-shell'
import { ModulePlan } from '@/components/programmes/module-plan'
import { isModuleCode } from '@/lib/programmes/materials'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { moduleWords } from '@/lib/server/module-words'

type Props = { params: Promise<{ locale: string; module: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, module } = await params
  if (!isModuleCode(module)) return {}
  const words = await moduleWords(localeOf(locale), module)
  return { title: words.title, description: words.short }
}

/** Plan and hand-out of one module: no session, no data of anybody; a phone may keep it. */
export default async function ModulePage({ params }: Props) {
  const { locale: asked, module } = await params
  const locale = localeOf(asked)
  if (!isModuleCode(module)) notFound()
  const [t, words] = await Promise.all([wordsOf(locale), moduleWords(locale, module)])
  return (
    <PublicShell t={t} locale={locale} path={`/materials/${module}`} demo={false}>
      <p className="pt-3 text-sm print:hidden">
        <a href={`/${locale}/materials`} className="inline-flex min-h-11 items-center">
          {t('materials.all')}
        </a>
      </p>
      <div className="pb-8">
        <ModulePlan
          t={t}
          locale={locale}
          code={module}
          title={words.title}
          words={words}
          helpHref={`/${locale}/help`}
        />
      </div>
    </PublicShell>
  )
}
