import { CloseButton, TextInput, useText } from '@mortise/ui'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { listTexts } from '../list-texts.ts'
import classes from './toolbar.module.css'

interface SearchBoxProps {
  value: string
  /** Name of the table, for the label. */
  entity: string
  onChange(value: string): void
}

/** So long nothing is typed before a search starts. */
const pause = 250

/** Searches while typing; not while an input method is still composing. */
export function SearchBox({ value, entity, onChange }: SearchBoxProps) {
  const t = useText(listTexts)
  const [text, setText] = useState(value)
  const composing = useRef(false)
  const sent = useRef(value)
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    if (text.trim() === sent.current || composing.current) return
    const timer = setTimeout(() => {
      sent.current = text.trim()
      onChange(text.trim())
    }, pause)
    return () => clearTimeout(timer)
  })
  return (
    <TextInput
      type="search"
      role="searchbox"
      size="xs"
      className={classes.search}
      data-list-search=""
      aria-label={t('searchIn', { entity })}
      placeholder={t('search')}
      value={text}
      maxLength={200}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={text !== '' && <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => setText('')} />}
      onChange={(event) => setText(event.currentTarget.value)}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={(event) => {
        composing.current = false
        setText(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText('')
      }}
    />
  )
}
