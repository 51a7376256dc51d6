using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage;

/// <summary>The one model of both databases.</summary>
internal abstract class StorageContext(DbContextOptions options) : DbContext(options)
{
    private const int Id = 64;
    private const int Name = 400;

    private readonly List<AuditEvent> _happened = [];
    private AuditEntry? _last;

    public DbSet<Candidate> Candidates => Set<Candidate>();

    public DbSet<Interview> Interviews => Set<Interview>();

    public DbSet<StoredAnswer> Answers => Set<StoredAnswer>();

    public DbSet<Batch> Batches => Set<Batch>();

    public DbSet<BatchErrors> BatchErrors => Set<BatchErrors>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<StoredEvaluation> Evaluations => Set<StoredEvaluation>();

    public DbSet<StoredOverride> Overrides => Set<StoredOverride>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<StoredMarks> Marks => Set<StoredMarks>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<User> Users => Set<User>();

    public DbSet<Login> Logins => Set<Login>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<IdempotentRequest> Requests => Set<IdempotentRequest>();

    public DbSet<RubricVersion> RubricVersions => Set<RubricVersion>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    /// <summary>Says what was done; it gets its place in the audit trail when the transaction commits.</summary>
    public void Happened(AuditEvent happened) => _happened.Add(happened);

    /// <summary>Saves what was changed, with what was said to have happened. The caller holds the transaction in which nobody else appends.</summary>
    public async Task SaveWithAuditAsync(CancellationToken cancellationToken)
    {
        if (_happened.Count > 0 && _last is null)
        {
            await LockAuditAsync(cancellationToken).ConfigureAwait(false);
            _last = await Audit.AsNoTracking().OrderByDescending(entry => entry.Number).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (var happened in _happened)
        {
            Audit.Add(_last = AuditEntry.After(_last, happened));
        }

        _happened.Clear();
        await SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        ChangeTracker.Clear();
    }

    /// <summary>Creates the database where it is not there, and applies what it lacks, one process after the other.</summary>
    public virtual Task MigrateAsync(CancellationToken cancellationToken) => Database.MigrateAsync(cancellationToken);

    /// <summary>Waits until no other transaction makes jobs or ends them, and keeps others waiting until this one ends.</summary>
    public abstract Task LockJobsAsync(CancellationToken cancellationToken);

    /// <summary>Waits until no other transaction appends to the audit trail, and keeps others waiting until this one ends.</summary>
    protected abstract Task LockAuditAsync(CancellationToken cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(Id);
        configurationBuilder.Properties<ImmutableArray<string>>().HaveConversion<TextList, TextList.Comparer>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<Candidate>(candidate =>
        {
            candidate.ToTable("candidates");
            candidate.Property(one => one.Id).ValueGeneratedNever();
            candidate.Property(one => one.Name).HasMaxLength(Name);
        });
        modelBuilder.Entity<Interview>(interview =>
        {
            interview.ToTable("interviews");
            interview.Property(one => one.Id).ValueGeneratedNever();
            interview.Property(one => one.Title).HasMaxLength(Name);
            interview.Property(one => one.InvitationHash).HasMaxLength(Id);
            interview.HasIndex(one => one.InvitationHash).IsUnique();
            interview.HasIndex(one => one.CandidateId);
            interview.HasOne<Candidate>().WithMany().HasForeignKey(one => one.CandidateId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<StoredAnswer>(answer =>
        {
            answer.ToTable("answers");
            answer.Property(one => one.Id).ValueGeneratedNever();
            answer.Property(one => one.Name).HasMaxLength(Name);
            answer.Property(one => one.QuestionId).HasMaxLength(Name);
            answer.Property(one => one.Text).HasConversion<Utf8Bytes>();
            answer.Property(one => one.Candidate).HasMaxLength(Name);
            answer.Property(one => one.Columns).HasConversion<ColumnsJson>();
            answer.Property(one => one.EnteredBy).HasMaxLength(Name);
            answer.HasIndex(one => one.CandidateId).HasFilter("\"CandidateId\" IS NOT NULL");
            answer.HasIndex(one => one.InterviewId).HasFilter("\"InterviewId\" IS NOT NULL");
            answer.HasIndex(one => one.JobId).HasFilter("\"JobId\" IS NOT NULL");
            answer.HasIndex(one => new { one.BatchId, one.Position }).IsUnique().HasFilter("\"BatchId\" IS NOT NULL");
            answer.HasIndex(one => new { one.BatchId, one.Position }, "IX_answers_ungraded").HasFilter("\"JobId\" IS NULL");
            answer.HasOne<Candidate>().WithMany().HasForeignKey(one => one.CandidateId).OnDelete(DeleteBehavior.Restrict);
            answer.HasOne<Interview>().WithMany().HasForeignKey(one => one.InterviewId).OnDelete(DeleteBehavior.Restrict);
            answer.HasOne<Batch>().WithMany().HasForeignKey(one => one.BatchId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Batch>(batch =>
        {
            batch.ToTable("batches");
            batch.Property(one => one.Id).ValueGeneratedNever();
            batch.Property(one => one.Title).HasMaxLength(Name);
            batch.HasIndex(one => one.State);
        });
        modelBuilder.Entity<BatchErrors>(errors =>
        {
            errors.ToTable("batch_errors");
            errors.HasKey(one => one.BatchId);
            errors.Property(one => one.BatchId).ValueGeneratedNever();
            errors.HasOne<Batch>().WithOne().HasForeignKey<BatchErrors>(one => one.BatchId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<Job>(job =>
        {
            job.ToTable("jobs");
            job.Property(one => one.Id).ValueGeneratedNever();
            job.Property(one => one.Worker).HasMaxLength(Name);
            job.HasIndex(one => one.State);
            job.HasIndex(one => new { one.BatchId, one.State });
        });
        modelBuilder.Entity<StoredEvaluation>(evaluation =>
        {
            evaluation.ToTable("evaluations");
            evaluation.Property(one => one.Id).ValueGeneratedNever();
            evaluation.Property(one => one.QuestionId).HasMaxLength(Name);
            evaluation.Property(one => one.RubricHash).HasMaxLength(Id);
            evaluation.Property(one => one.SettingsHash).HasMaxLength(Id);
            evaluation.HasIndex(one => new { one.AnswerId, one.RubricHash, one.SettingsHash }).IsUnique();
            evaluation.HasIndex(one => one.At);
            evaluation.HasIndex(one => new { one.QuestionId, one.At });
            evaluation.HasOne<StoredAnswer>().WithMany().HasForeignKey(one => one.AnswerId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<Review>(review =>
        {
            review.ToTable("reviews");
            review.HasKey(one => one.EvaluationId);
            review.Property(one => one.EvaluationId).ValueGeneratedNever();
            review.HasIndex(one => one.ClosedAt);
            review.HasOne<StoredEvaluation>().WithOne().HasForeignKey<Review>(one => one.EvaluationId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<StoredOverride>(one =>
        {
            one.ToTable("overrides");
            one.Property(said => said.Id).ValueGeneratedNever();
            one.HasIndex(said => said.EvaluationId);
            one.HasOne<StoredEvaluation>().WithMany().HasForeignKey(said => said.EvaluationId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<StoredMarks>(marks =>
        {
            marks.ToTable("marks");
            marks.Property(one => one.Id).ValueGeneratedNever();
            marks.Property(one => one.Interviewer).HasMaxLength(Name);
            marks.HasIndex(one => one.AnswerId);
            marks.HasOne<StoredAnswer>().WithMany().HasForeignKey(one => one.AnswerId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("audit");
            entry.HasKey(one => one.Number);
            entry.Property(one => one.Number).ValueGeneratedNever();
            entry.Property(one => one.Hash).HasMaxLength(Id);
            entry.Property(one => one.PreviousHash).HasMaxLength(Id);
            entry.HasIndex(one => one.Subject);
            entry.Ignore(one => one.IsWhole);
        });
        modelBuilder.Entity<User>(user =>
        {
            user.ToTable("users");
            user.Property(one => one.Id).ValueGeneratedNever();
            user.Property(one => one.Name).HasMaxLength(Name);
            user.HasOne<Candidate>().WithMany().HasForeignKey(one => one.CandidateId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Login>(login =>
        {
            login.ToTable("logins");
            login.HasKey(one => new { one.Issuer, one.Subject });
            login.HasOne<User>().WithMany().HasForeignKey(one => one.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ApiKey>(key =>
        {
            key.ToTable("api_keys");
            key.Property(one => one.Id).ValueGeneratedNever();
            key.Property(one => one.Name).HasMaxLength(Name);
            key.Property(one => one.Hash).HasMaxLength(Id);
            key.HasIndex(one => one.Hash).IsUnique();
            key.HasOne<Candidate>().WithMany().HasForeignKey(one => one.CandidateId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<IdempotentRequest>(request =>
        {
            request.ToTable("idempotent_requests");
            request.HasKey(one => new { one.Owner, one.Key });
            request.Property(one => one.Owner).HasMaxLength(Name);
            request.Property(one => one.Key).HasMaxLength(Name);
            request.Property(one => one.BodyHash).HasMaxLength(Id);
            request.Ignore(one => one.Kept);
            request.HasIndex(one => one.At);
            request.HasIndex(one => one.AnswerId).HasFilter("\"AnswerId\" IS NOT NULL");
        });
        modelBuilder.Entity<RubricVersion>(version =>
        {
            version.ToTable("rubric_versions");
            version.HasKey(one => new { one.Topic, one.Number });
            version.Property(one => one.Topic).HasMaxLength(Name);
            version.Property(one => one.Number).ValueGeneratedNever();
            version.Property(one => one.Hash).HasMaxLength(Id);
            version.Property(one => one.Source).HasConversion<Utf8Bytes>();
            version.HasIndex(one => new { one.Topic, one.Hash });
        });
        modelBuilder.Entity<ProtectionKey>(key =>
        {
            key.ToTable("protection_keys");
            key.HasKey(one => one.Name);
            key.Property(one => one.Name).HasMaxLength(Name);
        });
    }
}
