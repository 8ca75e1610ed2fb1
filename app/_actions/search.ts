'use server'

import { getLocale } from 'next-intl/server'
import type { SearchAnswer } from '@/components/picture/search-form'
import { searchAll } from '@/db/commands/picture/search'
import { HITS_A_KIND } from '@/db/queries/picture/search'
import type { ActionResult } from '@/lib/access/answer'
import { pageOfHit } from '@/lib/picture/search'
import { asCommand } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { formatNumber } from '@/lib/shared/number'

/** What was found, in words and with the addresses of its pages; what was typed goes back into the box and nowhere else. */
export async function lookFor(_before: unknown, form: FormData): Promise<ActionResult<SearchAnswer>> {
  const typed = String(form.get('text') ?? '')
  const result = await asCommand((ctx) => searchAll(ctx, { text: typed }))
  if (!result.ok) return said(result)
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  const base = `/${locale}/office`
  return {
    ok: true,
    data: {
      typed,
      groups: result.data.map(({ kind, hits, more }) => ({
        kind,
        title: t(`desk.search.kind.${kind}`),
        more: more ? t('desk.search.more', { count: formatNumber(HITS_A_KIND, locale) }) : null,
        hits: hits.map((hit) => {
          const page = pageOfHit(hit)
          return {
            key: hit.id,
            name: locale === 'fa' ? hit.nameFa : hit.nameEn,
            href: page === null ? null : `${base}${page}`,
            code: hit.code,
            where: locale === 'fa' ? hit.whereFa : hit.whereEn,
          }
        }),
      })),
    },
  }
}
