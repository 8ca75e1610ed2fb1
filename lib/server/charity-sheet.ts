import 'server-only'
import { type CatalogueRow, type CatalogueWords, readCatalogue, wholeSheet } from '@/lib/charities/catalogue'
import {
  DELIVERY_COLUMNS,
  type DeliveryColumn,
  type DeliveryLine,
  readDeliveries,
} from '@/lib/charities/delivery-sheet'
import { SERVICE_DOMAINS, type ServiceDomain } from '@/lib/charities/kinds'
import type { ColumnWords } from '@/lib/charities/sheet'
import { LOCALES } from '@/lib/shared/locale'
import { AppError, orThrow } from '@/lib/shared/result'
import { wordsOf } from './i18n'
import { readWorkbook } from './workbook'

/** What columns and domains of the catalogue's sheet are called, in every language of the product. */
export async function catalogueWords(): Promise<CatalogueWords> {
  const all = await Promise.all(LOCALES.map((locale) => wordsOf(locale)))
  const of = (key: string) => all.map((t) => t(key))
  return {
    columns: {
      code: of('charities.field.code'),
      titleFa: of('charities.field.service'),
      domain: of('charities.field.domain'),
      sinceYear: of('charities.field.sinceYear'),
    },
    domains: Object.fromEntries(
      SERVICE_DOMAINS.map((domain) => [domain, of(`charities.domain.${domain}`)]),
    ) as Record<ServiceDomain, string[]>,
  }
}

/** What columns of the sheet of deliveries are called, in every language of the product. */
export async function deliveryWords(): Promise<ColumnWords<DeliveryColumn>> {
  const all = await Promise.all(LOCALES.map((locale) => wordsOf(locale)))
  return Object.fromEntries(
    DELIVERY_COLUMNS.map((column) => [column, all.map((t) => t(`served.deliveries.column.${column}`))]),
  ) as unknown as ColumnWords<DeliveryColumn>
}

/** The rows of an uploaded sheet of the catalogue, all of them or none. */
export async function sheetRows(file: FormDataEntryValue | null): Promise<CatalogueRow[]> {
  return orThrow(wholeSheet(orThrow(readCatalogue(await firstSheet(file), await catalogueWords()))))
}

/** The lines of an uploaded sheet of deliveries, judged nowhere yet. */
export async function deliveryLines(file: FormDataEntryValue | null): Promise<DeliveryLine[]> {
  return orThrow(readDeliveries(await firstSheet(file), await deliveryWords()))
}

async function firstSheet(file: FormDataEntryValue | null) {
  if (!(file instanceof File) || file.size === 0) throw new AppError('file-missing')
  const { sheets } = orThrow(await readWorkbook(new Uint8Array(await file.arrayBuffer()), file.name))
  return sheets[0]?.rows ?? []
}
