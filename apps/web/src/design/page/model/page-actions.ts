import { type Language, type LocalizedText, localize } from '@mortise/core'
import type { BlockType, PageBlock, PageDocument, PageTab } from '@mortise/metadata'
import type { Design } from '../../draft/design-context.ts'
import type { SelectionStore } from '../../form/model/selection-store.ts'
import { inBoth } from '../../in-both.ts'
import { pageDesignTexts } from '../page-design-texts.ts'
import {
  changeMember,
  copyMembers,
  duplicateMembers,
  freeKeys,
  insertMembers,
  moveMembers,
  removeMembers,
  resized,
} from '../tree/edit-page.ts'
import {
  accepts,
  type Blocks,
  indexPage,
  isBlock,
  outermost,
  type PageIndex,
  type PageMember,
  type Place,
  pageId,
} from '../tree/page-node.ts'

type StepText = (typeof pageDesignTexts)['keys'][number]

/** What can be done with the page that is open; everything here is one step of the history. */
export interface PageActions {
  page(): PageDocument
  index(): PageIndex
  nameOf(id: string, language: Language): string
  nameOfMany(ids: readonly string[], language: Language): string
  /** Changes the document by something that is not about its blocks. */
  changePage(change: Partial<PageDocument>, merge?: string): void
  /** Changes a block or tab; undefined takes a property away. `merge` joins what is typed. */
  change(id: string, change: Partial<PageBlock>, merge?: string): void
  move(ids: readonly string[], place: Place): void
  remove(ids: readonly string[]): void
  insert(type: BlockType, place?: Place): void
  addTab(tabs: string): void
  resize(id: string, span: number): number
  duplicate(ids: readonly string[]): void
  copy(ids: readonly string[]): void
  cut(ids: readonly string[]): void
  paste(): void
  canPaste(): boolean
}

/** In the browser, so that another page, in another tab as well, can take it. */
const storageKey = 'mortise-page-clipboard'

/** They read the draft when they are called, so they stay the same. */
export function createPageActions(design: Design, key: string, selection: SelectionStore): PageActions {
  const { store, blockTypes } = design
  const page = () => store.snapshot().documents.get(`page/${key}`) as PageDocument
  const index = () => indexPage(page().blocks)
  const nameOf = (id: string, language: Language) => memberName(design, index().get(id)?.member ?? null, language)
  const nameOfMany = (ids: readonly string[], language: Language) =>
    ids.length === 1 ? nameOf(ids[0] ?? '', language) : pageDesignTexts.t('several', { count: ids.length }, language)
  const outer = (ids: readonly string[]) => outermost(index(), ids).map(({ id }) => id)
  const run = (text: LocalizedText, change: (page: PageDocument) => PageDocument, merge?: string) =>
    store.change(
      text,
      (draft) => {
        const present = draft.get('page', key)
        if (present) draft.put(change(present))
      },
      merge === undefined ? {} : { merge: `page/${key} ${merge}` },
    )
  const edit = (text: StepText, ids: readonly string[], change: (blocks: Blocks) => PageBlock[], merge?: string) => {
    const label = inBoth(pageDesignTexts, text, (language) => ({ name: nameOfMany(ids, language) }))
    run(label, (present) => ({ ...present, blocks: change(present.blocks) }), merge)
  }
  const least = (block: PageBlock) => (blockTypes.has(block.block) ? blockTypes.get(block.block).span.least : 1)
  const remove = (ids: readonly string[], text: StepText) => {
    const [first] = outermost(index(), ids)
    const siblings =
      index()
        .get(first?.parent ?? '')
        ?.children.filter((id) => !ids.includes(id)) ?? []
    edit(text, outer(ids), (blocks) => removeMembers(blocks, ids))
    const near = siblings[Math.min(first?.index ?? 0, siblings.length - 1)] ?? first?.parent
    selection.select(near && near !== pageId && index().has(near) ? [near] : [])
  }
  const copy = (ids: readonly string[]) => {
    const members = outermost(index(), ids).flatMap(({ member }) => member ?? [])
    // A single tab is copied as what is on it.
    const blocks = members.flatMap((member) => (isBlock(member) ? [member] : member.blocks))
    localStorage.setItem(storageKey, JSON.stringify(blocks))
  }
  return {
    ...{ page, index, nameOf, nameOfMany, copy },
    changePage: (change, merge) =>
      run(
        inBoth(pageDesignTexts, 'didChangePage'),
        (present) => withoutUndefined({ ...present, ...change }) as PageDocument,
        merge,
      ),
    change: (id, change, merge) =>
      edit(
        'didChange',
        [id],
        (blocks) => changeMember(blocks, id, (member) => withoutUndefined({ ...member, ...change }) as PageMember),
        merge === undefined ? undefined : `${id} ${merge}`,
      ),
    move: (ids, place) => edit('didMove', outer(ids), (blocks) => moveMembers(blocks, ids, place)),
    remove: (ids) => remove(ids, 'didRemove'),
    insert(type, place) {
      const block = newBlock(design, page(), type)
      const at = place ?? placeAfter(page().blocks, selection.get().lead)
      const label = inBoth(pageDesignTexts, 'didInsert', (language) => ({ name: localize(type.label, language) }))
      run(label, (present) => ({ ...present, blocks: insertMembers(present.blocks, at, [block]) }))
      selection.select([block.key])
    },
    addTab(tabs) {
      const made = newTab(freeKeys(page().blocks), (index().get(tabs)?.children.length ?? 0) + 1)
      const place = { parent: tabs, index: index().get(tabs)?.children.length ?? 0 }
      edit('didChange', [tabs], (blocks) => insertMembers(blocks, place, [made]))
      selection.select([made.key])
    },
    resize(id, span) {
      const member = index().get(id)?.member
      if (!member || !isBlock(member)) return 0
      const next = resized(member, span, least(member))
      if (next.span !== (member.span ?? 12))
        edit('didResize', [id], (blocks) => changeMember(blocks, id, () => next), `${id} span`)
      return next.span ?? 12
    },
    duplicate(ids) {
      const { made } = duplicateMembers(page().blocks, outer(ids))
      edit('didDuplicate', outer(ids), (blocks) => duplicateMembers(blocks, outer(ids)).blocks)
      selection.select(made)
    },
    cut(ids) {
      copy(ids)
      remove(ids, 'didCut')
    },
    canPaste: () => localStorage.getItem(storageKey) !== null,
    paste() {
      const kept = localStorage.getItem(storageKey)
      if (kept === null) return
      const copies = copyMembers(JSON.parse(kept) as PageBlock[], freeKeys(page().blocks))
      const place = placeAfter(page().blocks, selection.get().lead)
      run(inBoth(pageDesignTexts, 'didPaste'), (present) => ({
        ...present,
        blocks: insertMembers(present.blocks, place, copies),
      }))
      selection.select(copies.map((one) => one.key).filter((id) => index().has(id)))
    },
  }
}

/** What a node is called: its title, else what it is. */
export function memberName({ blockTypes }: Design, member: PageMember | null, language: Language): string {
  if (!member) return pageDesignTexts.t('thePage', {}, language)
  if (member.label) return localize(member.label, language)
  return kindOf(blockTypes, member, language)
}

export function kindOf(blockTypes: Design['blockTypes'], member: PageMember, language: Language): string {
  if (!isBlock(member)) return pageDesignTexts.t('tab', {}, language)
  return blockTypes.has(member.block) ? localize(blockTypes.get(member.block).label, language) : member.block
}

/** Behind what is selected; in what is selected and holds blocks; else at the end. */
function placeAfter(blocks: Blocks, lead: string | null): Place {
  const index = indexPage(blocks)
  const node = lead === null ? undefined : index.get(lead)
  if (node && node.kind !== 'page' && accepts(node, 'block')) return { parent: node.id, index: node.children.length }
  const tab = node && index.get(node.children[0] ?? '')
  if (tab?.kind === 'tab') return { parent: tab.id, index: tab.children.length }
  if (node && node.parent !== null && node.kind === 'block') return { parent: node.parent, index: node.index + 1 }
  return { parent: pageId, index: blocks.length }
}

function newBlock({ store }: Design, page: PageDocument, type: BlockType): PageBlock {
  const { model } = store.snapshot()
  const free = freeKeys(page.blocks)
  const entity = page.entity === undefined ? null : (model.entities.get(page.entity) ?? null)
  const options = type.defaultOptions({ model, entity }) ?? {}
  return {
    ...{ block: type.type, key: free(type.type), span: type.span.first },
    ...(type.labelled && !type.contents && namesItself(type) && { label: type.label }),
    ...(Object.keys(options).length > 0 && { options }),
    ...(type.contents === 'blocks' && { blocks: [] }),
    ...(type.contents === 'tabs' && { tabs: [newTab(free, 1), newTab(free, 2)] }),
  }
}

/** Views and related lists are called as what they show. */
const namesItself = ({ roles, half }: BlockType) => half === true || Object.keys(roles).length === 0

function newTab(free: (wanted: string) => string, number: number): PageTab {
  return { key: free('tab'), label: inBoth(pageDesignTexts, 'newTab', () => ({ number })), blocks: [] }
}

export function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined))
}
