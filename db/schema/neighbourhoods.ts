import { date, index, integer, numeric, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { app, id } from './columns'

/** A province, county, district, city or neighbourhood. Positions are rounded to one decimal. */
export const place = app.table(
  'place',
  {
    id: id(),
    kind: text('kind').notNull(),
    parentId: uuid('parent_id'),
    /** The province a place lies in; a province points at itself. */
    provinceId: uuid('province_id').notNull(),
    scopeId: integer('scope_id').notNull(),
    code: text('code').notNull(),
    nameFa: text('name_fa').notNull(),
    nameEn: text('name_en').notNull(),
    /** The folded name by which imports find it (lib/shared/persian-text). */
    fold: text('fold').notNull(),
    seatFa: text('seat_fa'),
    setting: text('setting'),
    zone: text('zone'),
    lon: numeric('lon', { precision: 5, scale: 1, mode: 'number' }),
    lat: numeric('lat', { precision: 5, scale: 1, mode: 'number' }),
    certainty: text('certainty').notNull().default('SURE'),
    validFrom: date('valid_from'),
  },
  (t) => [
    uniqueIndex('place_code').on(t.provinceId, t.code),
    uniqueIndex('place_name').on(t.parentId, t.fold),
    index('place_parent').on(t.parentId),
  ],
)
