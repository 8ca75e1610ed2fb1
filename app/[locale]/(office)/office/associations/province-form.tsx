import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import type { Province } from '@/db/queries/associations/province'
import { named, type Told } from './present'

/** Which province is looked at, for who has more than one. */
export function ProvinceForm({
  told: { t, locale },
  action,
  provinces,
  chosen,
}: {
  told: Told
  action: string
  provinces: Province[]
  chosen: string
}) {
  if (provinces.length < 2) return null
  return (
    <form action={action} className="flex items-end gap-2">
      <Select
        id="province"
        label={t('associations.column.province')}
        defaultValue={chosen}
        options={provinces.map((one) => ({ value: one.code, label: named(one, locale) }))}
      />
      <Button type="submit">{t('associations.show')}</Button>
    </form>
  )
}
