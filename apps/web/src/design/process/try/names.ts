import type { ProcessDocument } from '@mortise/metadata'
import { useLocalize, useText } from '@mortise/ui'
import { useMemo } from 'react'
import { useDirectory } from '../../../api/directory.ts'
import { nameOfNode } from '../../../process/canvas/canvas-look.ts'
import { tryTexts } from './try-texts.ts'

/** What nodes, lines and people are called. */
export interface Names {
  node(key: string): string
  line(key: string): string
  person(id: string): string
  nodes(keys: readonly string[]): string
  people(ids: readonly string[]): string
}

export function useNames({ nodes, transitions }: Pick<ProcessDocument, 'nodes' | 'transitions'>): Names {
  const t = useText(tryTexts)
  const localize = useLocalize()
  const { people } = useDirectory()
  return useMemo(() => {
    const node = (key: string) => {
      const found = nodes.find((one) => one.key === key)
      return found ? localize(nameOfNode(found)) : key
    }
    const person = (id: string) => people.find((one) => one.id === id)?.name ?? t('unknownPerson')
    const line = (key: string) => {
      const found = transitions.find((one) => one.key === key)
      if (!found) return key
      return found.label ? localize(found.label) : t('lineOf', { from: node(found.from), to: node(found.to) })
    }
    const several = (one: (key: string) => string) => (keys: readonly string[]) => keys.map(one).join(t('nodeBreak'))
    return { node, person, line, nodes: several(node), people: several(person) }
  }, [nodes, transitions, people, localize, t])
}
