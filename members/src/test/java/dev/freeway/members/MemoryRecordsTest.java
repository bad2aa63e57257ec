package dev.freeway.members;

/** What the other tests stand on keeps the contract itself. */
class MemoryRecordsTest extends RecordsContract {
    private final MemoryRecords first = new MemoryRecords(clock);

    @Override
    protected Records open() {
        return first.another();
    }
}
