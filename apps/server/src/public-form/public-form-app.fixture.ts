import type { AppDocumentAny, FieldDocument, PublicFormDocument } from '@mortise/metadata'

const words = (text: string) => ({ zh: text, en: text })
const field = (key: string, type: string, more: Partial<FieldDocument> = {}): FieldDocument => ({
  key,
  type,
  label: words(key),
  ...more,
})

/** What the tests fill in: a lead that comes from a channel, with hidden and shown fields of every danger. */
export const leadForm: PublicFormDocument = {
  kind: 'public_form',
  key: 'lead_web',
  label: words('Ask us'),
  form: 'lead_form',
  fields: ['company', 'phone', 'need', 'reason', 'campaign', 'papers', 'wishes'],
  values: { source: 'web' },
  parameters: [
    { name: 'company', field: 'company' },
    { name: 'channel', field: 'channel', match: 'code' },
    { name: 'score', field: 'score' },
  ],
  choices: [{ field: 'campaign', where: { v: 1, expr: { '==': [{ var: 'open' }, true] } } }],
  files: { maxSizeMb: 1 },
  thanks: { text: words('Thank you'), again: true },
}

/** An app with a public form over a table that holds more than visitors may see. */
export function publicFormApp(change: Partial<PublicFormDocument> = {}): AppDocumentAny[] {
  return [
    { kind: 'app', key: 'crm', label: words('CRM'), version: '1.0.0' },
    {
      kind: 'option_set',
      key: 'source',
      label: words('Source'),
      options: ['web', 'fair'].map((key) => ({ key, label: words(key) })),
    },
    {
      kind: 'entity',
      key: 'lead',
      label: words('Lead'),
      titleField: 'company',
      duplicateChecks: [{ key: 'same', fields: ['company', 'phone'], mode: 'refuse' }],
      fields: [
        field('company', 'text', { required: true, searchable: true }),
        field('phone', 'phone'),
        field('need', 'long_text'),
        field('reason', 'text'),
        field('source', 'select', { options: { optionSet: 'source' } }),
        field('score', 'integer', { options: { min: 0, max: 100 } }),
        field('rank', 'integer', { default: 3, required: true }),
        field('secret_note', 'text', { searchable: true }),
        field('code', 'text', { unique: true }),
        field('campaign', 'relation', { options: { entity: 'campaign' } }),
        field('channel', 'relation', { options: { entity: 'channel' } }),
        field('boss', 'person'),
        field('papers', 'file'),
        field('wishes', 'sub_table', { options: { entity: 'wish' } }),
      ],
    },
    {
      kind: 'entity',
      key: 'wish',
      label: words('Wish'),
      titleField: 'what',
      parentField: 'lead',
      fields: [
        field('lead', 'relation', { required: true, options: { entity: 'lead' } }),
        field('what', 'text', { required: true }),
        field('price', 'integer'),
      ],
    },
    {
      kind: 'entity',
      key: 'campaign',
      label: words('Campaign'),
      titleField: 'name',
      fields: [
        field('name', 'text', { searchable: true, required: true }),
        field('open', 'checkbox'),
        field('budget', 'integer'),
      ],
    },
    {
      kind: 'entity',
      key: 'channel',
      label: words('Channel'),
      titleField: 'name',
      fields: [field('name', 'text'), field('code', 'text')],
    },
    {
      kind: 'form',
      key: 'lead_form',
      label: words('Lead form'),
      entity: 'lead',
      items: [
        ...['company', 'phone', 'need', 'reason', 'rank', 'secret_note', 'campaign', 'papers'].map(
          (key) => ({ item: 'field', field: key }) as const,
        ),
        { item: 'sub_table', field: 'wishes', columns: ['what'] },
      ],
      rules: [
        {
          key: 'spam',
          when: { v: 1, expr: { '==': [{ var: 'company' }, 'Spam'] } },
          actions: [{ do: 'message', level: 'error', text: words('No spam'), field: 'company' }],
        },
        {
          key: 'reason',
          label: words('inside name'),
          when: { v: 1, expr: { isblank: [{ var: 'need' }] } },
          actions: [
            { do: 'show', fields: ['reason'] },
            { do: 'require', fields: ['reason'] },
          ],
        },
      ],
    },
    {
      kind: 'role',
      key: 'sales',
      label: words('Sales'),
      entities: { '*': { read: 'all', create: true, update: 'all', delete: 'all' } },
    },
    { kind: 'role', key: 'designer', label: words('Designer'), design: true, entities: { lead: { read: 'all' } } },
    { ...leadForm, ...change },
  ]
}
