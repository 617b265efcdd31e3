import { Table } from '@mortise/ui'
import { memo } from 'react'
import { CreateCheckbox, FieldsButton, type GrantRowProps, ScopeSelect, TableName } from './grant-controls.tsx'
import classes from './role-page.module.css'

/** The rights over one table, as a row. Remembered, because a change concerns one of many. */
export const GrantRow = memo(function GrantRow(row: GrantRowProps) {
  return (
    <Table.Tr className={classes.row} data-inherited={(!row.own && row.table !== null) || undefined}>
      <Table.Th scope="row">
        <TableName {...row} />
      </Table.Th>
      <Table.Td>
        <ScopeSelect right="read" {...row} />
      </Table.Td>
      <Table.Td className={classes.check}>
        <CreateCheckbox {...row} />
      </Table.Td>
      <Table.Td>
        <ScopeSelect right="update" {...row} />
      </Table.Td>
      <Table.Td>
        <ScopeSelect right="delete" {...row} />
      </Table.Td>
      <Table.Td>
        <FieldsButton {...row} />
      </Table.Td>
    </Table.Tr>
  )
})
