"""择优: who is chosen into which tier under the call's own rules, proved exactly, explained one by one."""
