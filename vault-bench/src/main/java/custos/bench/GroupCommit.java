package custos.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One thread that writes what waits as one durable group, as the vault's writer does.
final class GroupCommit<T> implements AutoCloseable {
    private final int max;
    private final Consumer<List<T>> commit;
    private final BlockingQueue<Waiting<T>> queue = new ArrayBlockingQueue<>(4_096);
    private final Thread thread;
    private volatile boolean closing;

    GroupCommit(int max, Consumer<List<T>> commit) {
        this.max = max;
        this.commit = commit;
        this.thread = Thread.ofPlatform().name("plain-writer").start(this::run);
    }

    private record Waiting<T>(T item, CompletableFuture<Boolean> landed) {}

    /// Hands something over and returns once it is durable.
    void land(T item) {
        var waiting = new Waiting<>(item, new CompletableFuture<>());
        try {
            queue.put(waiting);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        waiting.landed().join();
    }

    private void run() {
        var group = new ArrayList<Waiting<T>>(max);
        while (!closing) {
            group.clear();
            gather(group);
            if (!group.isEmpty()) {
                write(group);
            }
        }
    }

    private void gather(List<Waiting<T>> group) {
        try {
            Waiting<T> first = queue.poll(100, TimeUnit.MILLISECONDS);
            if (first != null) {
                group.add(first);
                queue.drainTo(group, max - 1);
            }
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    private void write(List<Waiting<T>> group) {
        try {
            commit.accept(group.stream().map(Waiting::item).toList());
            group.forEach(waiting -> waiting.landed().complete(true));
        } catch (RuntimeException e) {
            group.forEach(waiting -> waiting.landed().completeExceptionally(e));
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
