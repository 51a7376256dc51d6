using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SreEvaluator.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    internal partial class RubricVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "rubric_versions",
                columns: table => new
                {
                    Topic = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Source = table.Column<byte[]>(type: "bytea", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Person = table.Column<string>(type: "text", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rubric_versions", x => new { x.Topic, x.Number });
                });

            migrationBuilder.CreateIndex(
                name: "IX_rubric_versions_Topic_Hash",
                table: "rubric_versions",
                columns: new[] { "Topic", "Hash" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "rubric_versions");
        }
    }
}
