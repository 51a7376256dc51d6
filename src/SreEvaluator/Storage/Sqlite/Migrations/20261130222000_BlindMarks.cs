using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SreEvaluator.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal partial class BlindMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Blind",
                table: "marks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Blind",
                table: "marks");
        }
    }
}
