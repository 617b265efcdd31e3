import type { AppModel } from '@mortise/metadata'
import { expect, it } from 'vitest'
import { type Catalogue, emptyCatalogue } from './catalogue.ts'
import { desiredTables } from './desired-tables.ts'
import { planTables } from './plan-tables.ts'
import { storageProblems } from './storage-problems.ts'
import { entityOf, label, shopModel, testStorages } from './tables.fixture.ts'

const context = { storages: testStorages, schema: 'ws_main', textCollation: 'zh-x-icu' }

function plan(before: AppModel | null, after: AppModel, catalogue = before ? catalogueOf(before) : emptyCatalogue) {
  return planTables({ ...context, before, after, catalogue, concurrently: true })
}

/** What the schema holds once a model was published. */
function catalogueOf(model: AppModel): Catalogue {
  const tables = desiredTables(model, context)
  return {
    tables: new Map(tables.map((table) => [table.name, new Map(table.columns.map(({ name, type }) => [name, type]))])),
    indexes: new Map(tables.flatMap((table) => table.indexes.map((index) => [index.name, true]))),
    constraints: new Map(tables.flatMap((table) => table.foreignKeys.map((key) => [key.name, true]))),
  }
}

function statements(before: AppModel | null, after: AppModel, catalogue?: Catalogue) {
  return plan(before, after, catalogue).flatMap((step) => step.statements)
}

it('makes the tables of a new app whole, and their foreign keys once all tables are there', () => {
  const steps = plan(null, shopModel())
  expect(steps.map((step) => [step.kind, step.table])).toEqual([
    ['create_table', 'shop__customer'],
    ['create_table', 'shop__customer__friends'],
    ['create_table', 'shop__order'],
    ['create_table', 'shop__line'],
    ['add_foreign_key', 'shop__customer__friends'],
    ['add_foreign_key', 'shop__order'],
    ['add_foreign_key', 'shop__line'],
  ])
  expect(steps[0]?.statements).toMatchInlineSnapshot(`
    [
      "create table "ws_main"."shop__customer" (
      "id" uuid not null,
      "archived_at" timestamptz(3),
      "owner_id" uuid,
      "department_id" uuid,
      "active" boolean not null default false,
      "turnover" numeric(20,2),
      "level" text,
      "created_at" timestamptz(3) not null,
      "updated_at" timestamptz(3) not null,
      "version" integer not null default 1,
      "created_by" uuid,
      "updated_by" uuid,
      "labels" text[] not null default '{}',
      "name" text,
      "code" text,
      constraint "pk$shop__customer" primary key ("id")
    )",
      "create unique index "uq$shop__customer__code" on "ws_main"."shop__customer" using btree ("code") where archived_at is null",
      "create index "ix$shop__customer__owner_id" on "ws_main"."shop__customer" using btree ("owner_id")",
      "create index "ix$shop__customer__department_id" on "ws_main"."shop__customer" using btree ("department_id")",
      "create index "ix$shop__customer__name__level" on "ws_main"."shop__customer" using btree ("name", "level")",
      "create index "gin$shop__customer__labels" on "ws_main"."shop__customer" using gin ("labels")",
      "create index "search$shop__customer__name" on "ws_main"."shop__customer" using gin ("ws_main"."bigrams"("name"))",
      "comment on table "ws_main"."shop__customer" is '客户 / Customer'",
      "comment on column "ws_main"."shop__customer"."active" is '有效 / Active'",
      "comment on column "ws_main"."shop__customer"."turnover" is '营业额 / Turnover'",
      "comment on column "ws_main"."shop__customer"."level" is '等级 / Level'",
      "comment on column "ws_main"."shop__customer"."labels" is '标签 / Labels'",
      "comment on column "ws_main"."shop__customer"."name" is '名称 / Customer''s name'",
      "comment on column "ws_main"."shop__customer"."code" is '编码 / Code'",
    ]
  `)
  expect(steps.slice(1).flatMap((step) => step.statements)).toMatchInlineSnapshot(`
    [
      "create table "ws_main"."shop__customer__friends" (
      "record_id" uuid not null,
      "target_id" uuid not null,
      constraint "pk$shop__customer__friends" primary key ("record_id", "target_id")
    )",
      "create index "ix$shop__customer__friends__target_id__record_id" on "ws_main"."shop__customer__friends" using btree ("target_id", "record_id")",
      "comment on table "ws_main"."shop__customer__friends" is '客户：朋友 / Customer: Friends'",
      "create table "ws_main"."shop__order" (
      "id" uuid not null,
      "archived_at" timestamptz(3),
      "owner_id" uuid,
      "department_id" uuid,
      "due" date,
      "customer" uuid,
      "created_at" timestamptz(3) not null,
      "updated_at" timestamptz(3) not null,
      "version" integer not null default 1,
      "created_by" uuid,
      "updated_by" uuid,
      "number" text,
      "remark" text,
      constraint "pk$shop__order" primary key ("id")
    )",
      "create index "ix$shop__order__customer" on "ws_main"."shop__order" using btree ("customer")",
      "create index "ix$shop__order__owner_id" on "ws_main"."shop__order" using btree ("owner_id")",
      "create index "ix$shop__order__department_id" on "ws_main"."shop__order" using btree ("department_id")",
      "create index "sort$shop__order__due" on "ws_main"."shop__order" using btree ("due", "id")",
      "create index "ix$shop__order__number" on "ws_main"."shop__order" using btree ("number")",
      "create index "search$shop__order__number" on "ws_main"."shop__order" using gin ("ws_main"."bigrams"("number"))",
      "create index "search$shop__order__remark" on "ws_main"."shop__order" using gin ("ws_main"."bigrams"("remark"))",
      "comment on table "ws_main"."shop__order" is '订单 / Order'",
      "comment on column "ws_main"."shop__order"."due" is '交期 / Due'",
      "comment on column "ws_main"."shop__order"."customer" is '客户 / Customer'",
      "comment on column "ws_main"."shop__order"."number" is '编号 / Number'",
      "comment on column "ws_main"."shop__order"."remark" is '备注 / Remark'",
      "create table "ws_main"."shop__line" (
      "id" uuid not null,
      "archived_at" timestamptz(3),
      "position" integer not null default 0,
      "order" uuid,
      "created_at" timestamptz(3) not null,
      "updated_at" timestamptz(3) not null,
      "version" integer not null default 1,
      "created_by" uuid,
      "updated_by" uuid,
      "product" text,
      constraint "pk$shop__line" primary key ("id")
    )",
      "create index "ix$shop__line__order__position" on "ws_main"."shop__line" using btree ("order", "position")",
      "create index "search$shop__line__product" on "ws_main"."shop__line" using gin ("ws_main"."bigrams"("product"))",
      "comment on table "ws_main"."shop__line" is '明细 / Line'",
      "comment on column "ws_main"."shop__line"."order" is '订单 / Order'",
      "comment on column "ws_main"."shop__line"."product" is '产品 / Product'",
      "alter table "ws_main"."shop__customer__friends" add constraint "fk$shop__customer__friends__record_id" foreign key ("record_id") references "ws_main"."shop__customer" ("id")",
      "alter table "ws_main"."shop__customer__friends" add constraint "fk$shop__customer__friends__target_id" foreign key ("target_id") references "ws_main"."shop__customer" ("id")",
      "alter table "ws_main"."shop__order" add constraint "fk$shop__order__customer" foreign key ("customer") references "ws_main"."shop__customer" ("id")",
      "alter table "ws_main"."shop__line" add constraint "fk$shop__line__order" foreign key ("order") references "ws_main"."shop__order" ("id")",
    ]
  `)
})

it('needs nothing for a model that is there already', () => {
  expect(plan(shopModel(), shopModel())).toEqual([])
})

it('adds columns in one statement without a rewrite, indexes beside running writers, and unique ones last', () => {
  const after = shopModel((documents) => {
    entityOf(documents, 'customer').fields.push(
      { key: 'tax_number', type: 'text', label: label('税号', 'Tax number'), unique: true },
      { key: 'vip', type: 'checkbox', label: label('贵宾', 'VIP') },
      { key: 'parent', type: 'relation', label: label('上级', 'Parent'), options: { entity: 'customer' } },
    )
  })
  expect(statements(shopModel(), after)).toMatchInlineSnapshot(`
    [
      "alter table "ws_main"."shop__customer" add column if not exists "vip" boolean not null default false, add column if not exists "parent" uuid, add column if not exists "tax_number" text",
      "comment on column "ws_main"."shop__customer"."vip" is '贵宾 / VIP'",
      "comment on column "ws_main"."shop__customer"."parent" is '上级 / Parent'",
      "comment on column "ws_main"."shop__customer"."tax_number" is '税号 / Tax number'",
      "alter table "ws_main"."shop__customer" add constraint "fk$shop__customer__parent" foreign key ("parent") references "ws_main"."shop__customer" ("id") not valid",
      "alter table "ws_main"."shop__customer" validate constraint "fk$shop__customer__parent"",
      "create index concurrently "ix$shop__customer__parent" on "ws_main"."shop__customer" using btree ("parent")",
      "create unique index concurrently "uq$shop__customer__tax_number" on "ws_main"."shop__customer" using btree ("tax_number") where archived_at is null",
    ]
  `)
})

it('drops nothing but indexes when fields and tables go, and only after the new revision is in force', () => {
  const after = shopModel((documents) => {
    const customer = entityOf(documents, 'customer')
    for (const field of customer.fields) if (field.key === 'code') field.archived = true
    const line = entityOf(documents, 'line')
    line.archived = true
    const order = entityOf(documents, 'order')
    order.fields = order.fields.filter((field) => field.key !== 'lines')
  })
  const steps = plan(shopModel(), after)
  expect(new Set(steps.map((step) => `${step.phase} ${step.kind}`))).toEqual(new Set(['after drop_index']))
  expect(steps.flatMap((step) => step.names)).toContain('uq$shop__customer__code')
})

it('brings back an archived field with its column, and makes its index again', () => {
  const archived = shopModel((documents) => {
    for (const field of entityOf(documents, 'customer').fields) if (field.key === 'code') field.archived = true
  })
  const catalogue = catalogueOf(shopModel())
  const indexes = new Map(catalogue.indexes)
  indexes.delete('uq$shop__customer__code')
  const steps = plan(archived, shopModel(), { ...catalogue, indexes })
  expect(steps.map((step) => step.kind)).toEqual(['create_index'])
})

it('writes changed labels as comments, and leaves options alone', () => {
  const after = shopModel((documents) => {
    entityOf(documents, 'customer').fields[0] = {
      key: 'name',
      type: 'text',
      label: label(`a'b\\c`, '$$; drop'),
      required: true,
    }
    const options = documents.find((document) => document.kind === 'option_set')
    if (options?.kind === 'option_set') options.options.push({ key: 'c', label: label('丙', 'C') })
  })
  expect(statements(shopModel(), after)).toEqual([
    String.raw`comment on column "ws_main"."shop__customer"."name" is  E'a''b\\c / $$; drop'`,
  ])
})

it('widens numbers in place and leaves narrower ones as they are', () => {
  const withScale = (scale: number) =>
    shopModel((documents) => {
      for (const field of entityOf(documents, 'customer').fields)
        if (field.key === 'turnover') field.options = { scale }
    })
  expect(statements(withScale(2), withScale(4))).toEqual([
    'alter table "ws_main"."shop__customer" alter column "turnover" type numeric',
  ])
  expect(statements(withScale(4), withScale(2))).toEqual([])
})

it('refuses changes that would have to convert values, and keys of columns that are taken', () => {
  const problems = (key: string, type: string, options?: Record<string, unknown>) => {
    const after = shopModel((documents) => {
      for (const field of entityOf(documents, 'customer').fields) {
        if (field.key === key) Object.assign(field, { type, options })
      }
      entityOf(documents, 'customer').duplicateChecks = []
    })
    const before = shopModel()
    return storageProblems({ before, after, catalogue: catalogueOf(before), storages: testStorages }).map(
      ({ code, field }) => `${code} ${field.key}`,
    )
  }
  expect(problems('code', 'integer')).toEqual(['FIELD_TYPE_CHANGE code'])
  expect(problems('code', 'select', { optionSet: 'level' })).toEqual(['FIELD_TYPE_CHANGE code'])
  expect(problems('level', 'text')).toEqual(['FIELD_TYPE_CHANGE level'])
  expect(problems('code', 'long_text')).toEqual([])
  expect(problems('friends', 'text')).toEqual(['FIELD_TYPE_CHANGE friends'])
  const taken = shopModel((documents) => {
    entityOf(documents, 'customer').fields.push({ key: 'xmin', type: 'text', label: label('小') })
    entityOf(documents, 'customer').fields.push({ key: 'owner_id', type: 'text', label: label('主') })
  })
  expect(
    storageProblems({ before: null, after: taken, catalogue: emptyCatalogue, storages: testStorages }).map(
      ({ code, field }) => `${code} ${field.key}`,
    ),
  ).toEqual(['FIELD_COLUMN_RESERVED xmin', 'FIELD_COLUMN_RESERVED owner_id'])
})

it('keeps every name within fifty characters', () => {
  const model = shopModel((documents) => {
    const customer = entityOf(documents, 'customer')
    const key = `a_very_long_key_of_a_field_of_41_letters_x`.slice(0, 41)
    customer.fields.push({ key, type: 'text', label: label('长'), unique: true, indexed: true, searchable: true })
  })
  for (const step of plan(null, model)) {
    for (const name of step.statements.join('\n').matchAll(/"((?:[^"]|"")+)"/g)) {
      expect(name[1]?.length).toBeLessThanOrEqual(50)
    }
  }
})
