using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SreEvaluator.Storage.Sqlite.Migrations
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
                    Topic = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Source = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Person = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true)
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
