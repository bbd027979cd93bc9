"""任务: periodic housekeeping of the job table and of sessions. Times are UTC."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from sanxiang.disclosure.services import expire_publications
from sanxiang.exams.services import settle_overdue
from sanxiang.flows.publish_lists import publish_due
from sanxiang.kernel import Actor

STALLED_AFTER_SECONDS = 30
KEEP_FINISHED_HOURS = 30 * 24


@app.periodic(cron="* * * * *")
@app.task(name="jobs.retry_stalled", queueing_lock="jobs.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Give the jobs of a worker that was killed to a living one."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await manager.retry_job(job)


@app.periodic(cron="30 19 * * *")  # 03:30 in Beijing
@app.task(name="jobs.remove_finished", queueing_lock="jobs.remove_finished", pass_context=True)
async def remove_finished(context: JobContext, timestamp: int) -> None:
    """Delete jobs that succeeded more than KEEP_FINISHED_HOURS ago; failed ones stay for a person to see."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_FINISHED_HOURS)


@app.periodic(cron="40 19 * * *")
@app.task(name="jobs.clear_sessions", queueing_lock="jobs.clear_sessions")
def clear_sessions(timestamp: int) -> None:
    """Delete expired sessions."""
    SessionStore.clear_expired()


@app.periodic(cron="5 16 * * *")  # 00:05 in Beijing
@app.task(name="jobs.expire_publications", queueing_lock="jobs.expire_publications")
def stop_expired_publications(timestamp: int) -> None:
    """Stop the publications whose term ended yesterday (信用修复管理办法: they stop by themselves)."""
    expire_publications(actor=Actor.system("公示期满自动停止"), now=timezone.now())


@app.periodic(cron="10 16 * * *")  # 00:10 in Beijing
@app.task(name="jobs.publish_due", queueing_lock="jobs.publish_due")
def follow_the_day(timestamp: int) -> None:
    """Let the portal follow what was approved for today (行政处罚法第五条、第三十九条: what runs is published)."""
    publish_due(actor=Actor.system("到日自动更新"), now=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="jobs.settle_sittings", queueing_lock="jobs.settle_sittings")
def mark_overdue_papers(timestamp: int) -> None:
    """Mark the papers whose time is over by what was saved on them."""
    settle_overdue(now=timezone.now())
