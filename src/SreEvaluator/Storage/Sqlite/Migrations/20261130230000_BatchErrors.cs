using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SreEvaluator.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal partial class BatchErrors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "LeftOut",
                table: "batches",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsPractice",
                table: "answers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // Until now what was practised was known by having a candidate and nothing else.
            migrationBuilder.Sql("UPDATE answers SET \"IsPractice\" = 1 WHERE \"BatchId\" IS NULL AND \"InterviewId\" IS NULL AND \"CandidateId\" IS NOT NULL");

            migrationBuilder.CreateTable(
                name: "batch_errors",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Csv = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_batch_errors", x => x.BatchId);
                    table.ForeignKey(
                        name: "FK_batch_errors_batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "batch_errors");

            migrationBuilder.DropColumn(
                name: "LeftOut",
                table: "batches");

            migrationBuilder.DropColumn(
                name: "IsPractice",
                table: "answers");
        }
    }
}
