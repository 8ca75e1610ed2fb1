import 'server-only'
import { type CatalogueRow, type CatalogueWords, readCatalogue, wholeSheet } from '@/lib/charities/catalogue'
import { SERVICE_DOMAINS, type ServiceDomain } from '@/lib/charities/kinds'
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

/** The rows of an uploaded sheet, all of them or none. */
export async function sheetRows(file: FormDataEntryValue | null): Promise<CatalogueRow[]> {
  if (!(file instanceof File) || file.size === 0) throw new AppError('file-missing')
  const { sheets } = orThrow(await readWorkbook(new Uint8Array(await file.arrayBuffer()), file.name))
  const [first] = sheets
  return orThrow(wholeSheet(orThrow(readCatalogue(first?.rows ?? [], await catalogueWords()))))
}
