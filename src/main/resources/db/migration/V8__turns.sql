-- Work is taken by its priority, then by its age: jobs take turns.
create index scheduled_tasks_by_priority on scheduled_tasks (priority desc, execution_time asc);
