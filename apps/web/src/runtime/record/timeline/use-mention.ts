import { type PersonInfo, useRuntimeServices } from '@mortise/ui'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { insertMention, matchingPeople, type OpenMention, openMention } from './mentions.ts'

interface MentionOptions {
  box: RefObject<HTMLTextAreaElement | null>
  text: string
  onText(text: string): void
  onChosen(person: PersonInfo): void
}

/** The list of people that opens at an @ in a text, and the keys that choose from it. */
export function useMention({ box, text, onText, onChosen }: MentionOptions) {
  const services = useRuntimeServices()
  const [open, setOpen] = useState<OpenMention | null>(null)
  const [active, setActive] = useState(0)
  const people = open ? matchingPeople(services.people, open.query) : null
  const close = () => setOpen(null)
  function follow(element: HTMLTextAreaElement) {
    const collapsed = element.selectionStart === element.selectionEnd
    const next = collapsed ? openMention(element.value, element.selectionStart) : null
    if (next?.start !== open?.start || next?.query !== open?.query) {
      setOpen(next)
      setActive(0)
    }
  }
  function choose(person: PersonInfo) {
    if (!open) return
    const next = insertMention(text, open, person.name)
    onText(next.text)
    onChosen(person)
    close()
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(next.cursor, next.cursor)
    })
  }
  const keys: { [key: string]: () => void } = {
    ArrowDown: () => setActive((at) => (at + 1) % (people?.length || 1)),
    ArrowUp: () => setActive((at) => (at - 1 + (people?.length || 1)) % (people?.length || 1)),
    Enter: () => chooseActive(),
    Tab: () => chooseActive(),
    Escape: close,
  }
  function chooseActive() {
    const person = people?.[active]
    if (person) choose(person)
  }
  /** True when the key was for the list. */
  function onKeyDown(event: KeyboardEvent): boolean {
    const run = event.ctrlKey || event.metaKey ? undefined : keys[event.key]
    if (!people || !run || (people.length === 0 && event.key !== 'Escape')) return false
    event.preventDefault()
    event.stopPropagation()
    run()
    return true
  }
  return { people, active, follow, choose, close, onKeyDown }
}
