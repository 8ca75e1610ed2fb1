import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { signOut } from '@/app/_actions/access'
import { ServicesNear } from '@/components/neighbourhoods/services-near'
import { ModulePlan } from '@/components/programmes/module-plan'
import { Notice } from '@/components/ui/notice'
import { servicesNearMe } from '@/db/queries/neighbourhoods/services'
import { myModuleGaps } from '@/db/queries/programmes/module-gaps'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { isModuleCode } from '@/lib/programmes/materials'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { moduleWords } from '@/lib/server/module-words'
import { FieldFrame } from '../../field-frame'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; module: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('materials.plan') }
}

/** The plan of a module as its facilitator opens it from a session. */
export default async function SessionPlanPage({ params }: Props) {
  const { locale: asked, module } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  if (!isModuleCode(module)) notFound()
  const scope = scopeOf(actor)
  const [t, words, [services, gaps]] = await Promise.all([
    wordsOf(locale),
    moduleWords(locale, module),
    reading(scope, async (db) => [await servicesNearMe(db, scope), await myModuleGaps(db, scope)] as const),
  ])
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      {gaps.has(module) ? (
        <div className="mb-4 print:hidden">
          <Notice kind="warn" kindLabel={t('words.kind.warn')}>
            {t('errors.W-FAC-06')}
          </Notice>
        </div>
      ) : null}
      <ModulePlan
        t={t}
        locale={locale}
        code={module}
        title={words.title}
        words={words}
        helpHref={`/${locale}/help`}
      >
        <ServicesNear t={t} locale={locale} services={services} />
      </ModulePlan>
      <p className="mt-4 print:hidden">
        <a href={`/${locale}/materials`} className="inline-flex min-h-touch items-center">
          {t('materials.mine')}
        </a>
      </p>
    </FieldFrame>
  )
}
