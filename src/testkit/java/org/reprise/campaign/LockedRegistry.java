package org.reprise.campaign;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.reprise.delivery.ledger.SentUsers;

/** The registry with the locks that the container would put around it. */
public final class LockedRegistry extends CampaignRegistry {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    public LockedRegistry(Campaigns campaigns) {
        campaigns.all().forEach(this::put);
    }

    @Override
    public Optional<Campaign> find(long id) {
        return with(lock.readLock(), () -> super.find(id));
    }

    @Override
    public Optional<CampaignStatus> status(long id) {
        return with(lock.readLock(), () -> super.status(id));
    }

    @Override
    public List<Campaign> all() {
        return with(lock.readLock(), super::all);
    }

    @Override
    public boolean put(Campaign campaign) {
        return with(lock.writeLock(), () -> super.put(campaign));
    }

    @Override
    public SentUsers sentUsers(long id) {
        return with(lock.writeLock(), () -> super.sentUsers(id));
    }

    @Override
    public void forgetSentUsers(long id) {
        with(lock.writeLock(), () -> {
            super.forgetSentUsers(id);
            return null;
        });
    }

    @Override
    public void remove(Campaign deleted) {
        with(lock.writeLock(), () -> {
            super.remove(deleted);
            return null;
        });
    }

    private static <T> T with(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
