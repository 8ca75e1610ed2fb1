import { EmptyState } from '@/components/ui/empty-state'
import type { Words } from '@/lib/shared/locale'

/** The loom before the first release. */
export function NoRelease({ t }: { t: Words }) {
  return (
    <div className="py-12">
      <h1 className="sr-only">{t('words.productName')}</h1>
      <EmptyState title={t('public.empty.title')}>{t('public.empty.line')}</EmptyState>
    </div>
  )
}
