import type { AdminUser, UserInput } from '@mortise/api'
import { deepEqual } from '@mortise/core'
import { generatePassword } from './generate-password.ts'

/** What the form of a person holds; `password` only for a new one. */
export type PersonDraft = Required<Omit<UserInput, 'password'>> & { password: string | null }

export type PersonProblems = { [Field in keyof PersonDraft]?: string }

/** Somebody new, with a password made up. */
export function newPerson(): PersonDraft {
  return {
    name: '',
    email: '',
    title: null,
    language: 'zh',
    departmentId: null,
    managerId: null,
    administrator: false,
    active: true,
    roles: [],
    password: generatePassword(),
  }
}

/** The person as it is. */
export function draftOf({
  name,
  email,
  title,
  language,
  departmentId,
  managerId,
  administrator,
  active,
  roles,
}: AdminUser): PersonDraft {
  return { name, email, title, language, departmentId, managerId, administrator, active, roles, password: null }
}

/** What keeps the draft from being saved, as keys of texts. */
export function problemsOf({ name, email, password }: PersonDraft): {
  [Field in keyof PersonDraft]?: 'nameMissing' | 'emailMissing' | 'passwordShort'
} {
  return {
    ...(name.trim() === '' && { name: 'nameMissing' }),
    ...(!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email.trim()) && { email: 'emailMissing' }),
    ...(password !== null && password.length < 8 && { password: 'passwordShort' }),
  }
}

/** Only what was changed is sent, so that two administrators do not undo each other's work. */
export function changesOf(before: PersonDraft, after: PersonDraft): Partial<UserInput> {
  const title = after.title?.trim() || null
  const trimmed = { ...after, name: after.name.trim(), email: after.email.trim(), title }
  return Object.fromEntries(
    Object.entries(trimmed).filter(([key, value]) => !deepEqual(value, before[key as keyof PersonDraft])),
  )
}
