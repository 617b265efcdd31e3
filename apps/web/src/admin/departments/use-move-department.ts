import type { AdminDepartment } from '@mortise/api'
import { toastError } from '@mortise/ui'
import { useRef, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { adminDepartmentsQuery, refreshPeople } from '../admin-data.ts'
import { type DepartmentMove, placesAfter } from './department-moves.ts'

const { queryKey } = adminDepartmentsQuery

/** Moves a department on the screen at once, then on the server; what the server refuses goes back. */
export function useMoveDepartment(departments: readonly AdminDepartment[]) {
  const [last, setLast] = useState<(DepartmentMove & { byKeyboard: boolean }) | null>(null)
  const queue = useRef({ end: Promise.resolve(), waiting: 0 })
  async function moveDepartment(move: DepartmentMove, byKeyboard: boolean) {
    const places = placesAfter(departments, move)
    if (places.length === 0) return
    // An answer on its way is older than this move.
    await queryClient.cancelQueries({ queryKey })
    const byId = new Map(places.map((place) => [place.id, place]))
    const moved = departments.map((department) => ({ ...department, ...byId.get(department.id) }))
    queryClient.setQueryData(
      queryKey,
      moved.sort((a, b) => a.position - b.position),
    )
    setLast({ ...move, byKeyboard })
    const line = queue.current
    line.waiting += 1
    line.end = line.end.then(() => send(move, places))
    await line.end
    line.waiting -= 1
    // Between two moves the server knows less than the screen.
    if (line.waiting === 0) await refreshPeople()
  }
  return { moveDepartment, last }
}

async function send(move: DepartmentMove, places: ReturnType<typeof placesAfter>): Promise<void> {
  try {
    for (const { id, parentId, position } of places)
      await api.patch(`/admin/departments/${id}`, id === move.id ? { parentId, position } : { position })
  } catch (error) {
    toastError(messageOf(error), requestIdOf(error))
  }
}
